// Looks up how labels, relations and modalities are drawn; the sheet comes from viz/style.py.

const ENTITY = "Entity";

/** FNV-1a of the UTF-8 bytes, 32 bits; the same as `_hash` in viz/style.py. */
export function nameHash(name) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

/** The sheet as lookups that answer for every name, known or not. */
export function createStyle(sheet) {
  const spare = sheet.unknown;
  const order = Object.keys(sheet.labels);

  function main(labels) {
    return labels.find((label) => label in sheet.labels) ?? labels.find((label) => label !== ENTITY) ?? "Other";
  }
  function label(name) {
    if (Object.hasOwn(sheet.labels, name)) return sheet.labels[name];
    const place = nameHash(name);
    return { colour: spare.labels[place % spare.labels.length], shape: spare.shapes[place % spare.shapes.length], plural: name };
  }
  function relation(type) {
    if (Object.hasOwn(sheet.relations, type)) return sheet.relations[type];
    const colour = spare.relations[nameHash(type) % spare.relations.length];
    const readable = type.replace(/_+/g, " ").toLowerCase();
    return { label: readable, inverse: `${readable} (by)`, group: readable, symmetric: false, colour };
  }
  function line(modality) {
    return Object.hasOwn(sheet.modalities, modality) ? sheet.modalities[modality] : sheet.modalities.asserted;
  }
  return { main, label, relation, line, order, modalities: Object.keys(sheet.modalities) };
}

/** Whether the page is dark now: the reader's choice, else the system's. */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}

/** The shade of a colour pair for the theme in force. */
export function shade(colour) {
  return isDark() ? colour.dark : colour.light;
}

/** A colour that the page's style names, such as `--ink`. */
export function cssColour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
