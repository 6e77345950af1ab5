// Builds elements; text enters the page as text nodes only, never as markup.

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/g;

/** An element with attributes and children; a string child becomes a text node, null and false are left out. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "onclick") made.addEventListener("click", value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** One line that shows `text` as it is: no control or direction-changing characters, at most `most` code points. */
export function oneLine(text, most = 160) {
  const points = Array.from(String(text ?? "").replace(CONTROL, " ").trim());
  return points.length > most ? points.slice(0, most - 1).join("").trimEnd() + "…" : points.join("");
}

/** A name in running text, kept from turning the direction of what stands around it. */
export function named(text, most) {
  return el("bdi", {}, oneLine(text, most));
}

/** "1 claim", "2 claims". */
export function counted(count, one, many = one + "s") {
  return `${Number(count).toLocaleString("en")} ${Number(count) === 1 ? one : many}`;
}

/** A link out of the page, or plain text when the address is not http(s). */
export function outwards(address, label) {
  const safe = /^https?:\/\//i.test(String(address ?? ""));
  return safe ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label) : el("span", {}, label);
}

/** "18 November 2020" of an ISO date; other text as it stands. */
export function day(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(String(iso ?? ""));
  if (!parts) return oneLine(iso, 40);
  const date = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}
