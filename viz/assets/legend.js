// The legend: what colours, shapes and lines mean, with counts; a click hides and shows.

import { el, oneLine } from "./dom.js";
import { swatch } from "./details.js";
import { shade } from "./style.js";

/** Fills `place` from the graph; `changed` is called after the reader hid or showed something. */
export function drawLegend(place, view, changed) {
  const { graph, style } = view;
  const counts = graph.counts();
  const toggle = (set, key) => () => {
    if (!set.delete(key)) set.add(key);
    changed();
  };
  const byCount = (map) => [...map].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const labels = byCount(counts.labels).sort((a, b) => known(style, a[0]) - known(style, b[0]));
  const modalities = style.modalities.filter((name) => counts.modalities.has(name) || graph.hidden.modalities.has(name));
  const focused = document.activeElement?.dataset?.key;
  place.replaceChildren(
    part("Shapes", labels.map(([name, count]) => item(`label ${name}`, swatch(style.label(name)), oneLine(style.label(name).plural, 28), count, !graph.hidden.labels.has(name), toggle(graph.hidden.labels, name)))),
    part("Lines", [
      ...modalities.map((name) => item(`modality ${name}`, lineSample(style.line(name)), style.line(name).label, counts.modalities.get(name) ?? 0, !graph.hidden.modalities.has(name), toggle(graph.hidden.modalities, name), style.line(name).meaning)),
      counts.inferred > 0 && item("inferred", lineSample({ dashes: [1, 4], opacity: 1, mark: "" }), "inferred", counts.inferred, !graph.hidden.inferred, () => {
        graph.hidden.inferred = !graph.hidden.inferred;
        changed();
      }, "follows from several sentences"),
    ]),
    counts.contested > 0 ? el("p", { class: "legend-note" }, el("span", { class: "badge", "aria-hidden": "true" }, "≠"), `contested: said and denied (${counts.contested})`) : "",
    el("details", { class: "legend-more", open: place.querySelector(".legend-more")?.open },
      el("summary", {}, "Colours of lines"),
      el("div", { class: "legend-items" }, byCount(counts.groups).slice(0, 24).map(([name, count]) => item(`group ${name}`, groupSample(view, name), oneLine(name, 28), count, !graph.hidden.groups.has(name), toggle(graph.hidden.groups, name)))),
    ),
  );
  if (focused) [...place.querySelectorAll("button")].find((button) => button.dataset.key === focused)?.focus();
}

function known(style, label) {
  const place = style.order.indexOf(label);
  return place < 0 ? style.order.length : place;
}

function part(title, items) {
  return el("section", {}, el("h3", {}, title), el("div", { class: "legend-items" }, items));
}

function item(key, sign, text, count, on, onclick, title = null) {
  return el("button", { type: "button", class: "legend-item", "data-key": key, "aria-pressed": on ? "true" : "false", title: title ? `${title}. Click to ${on ? "hide" : "show"}` : `Click to ${on ? "hide" : "show"}`, onclick },
    sign, el("span", { class: "legend-name" }, text), el("span", { class: "count" }, count.toLocaleString("en")));
}

function groupSample(view, name) {
  const edge = [...view.graph.edges.values()].find((one) => view.style.relation(one.type).group === name);
  const sample = lineSample({ dashes: [], opacity: 1, mark: "" });
  sample.style.color = shade(view.style.relation(edge.type).colour);
  return sample;
}

const SVG = "http://www.w3.org/2000/svg";

function lineSample({ dashes, opacity, mark }) {
  const picture = document.createElementNS(SVG, "svg");
  const shape = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    picture.append(made);
  };
  for (const [key, value] of Object.entries({ viewBox: "0 0 34 12", width: 34, height: 12, class: "line-sample", "aria-hidden": "true" })) picture.setAttribute(key, value);
  shape("line", { x1: 1, y1: 6, x2: 33, y2: 6, stroke: "currentColor", "stroke-width": 2, "stroke-dasharray": dashes.map((dash) => dash * 0.6).join(" "), opacity });
  if (mark === "struck") shape("path", { d: "M13 2 L21 10 M21 2 L13 10", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round" });
  return picture;
}
