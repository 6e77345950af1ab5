// Fills the side panel: a node with its relations and documents, an edge with its claims, or what the page is.

import { claimList, modalityChip, outletLine } from "./evidence.js";
import { counted, day, el, named, oneLine, outwards } from "./dom.js";
import { isContested, modalityOf } from "./graph.js";
import { shade } from "./style.js";

/** What is known of a node; `about` is {neighbours, documents, roles} or null while it loads. */
export function nodeDetails(node, context, about) {
  const label = context.graph.mainLabel(node.id);
  const { aliases, kind } = node.properties ?? {};
  const others = Array.isArray(aliases) ? aliases.filter((alias) => alias !== node.caption) : [];
  return [
    el("header", { class: "panel-head" },
      el("p", { class: "eyebrow" }, swatch(context.style.label(label)), oneLine(label, 40), kind ? [" · ", oneLine(kind, 40)] : null),
      el("h2", { tabindex: "-1" }, named(node.caption, 200)),
      others.length > 0 && el("p", { class: "aliases" }, "also ", others.slice(0, 8).flatMap((alias, i) => (i ? [", ", named(alias, 80)] : [named(alias, 80)])), others.length > 8 ? ` and ${others.length - 8} more` : null),
      about?.roles?.length > 0 && el("ul", { class: "roles" }, about.roles.map(([role, modality]) => el("li", {}, named(role, 120), modality !== "asserted" ? [" ", modalityChip(modality, context.style)] : null))),
    ),
    relationsOf(node, context, about),
    about?.documents?.length > 0 && el("section", {},
      el("h3", {}, "Named in", el("span", { class: "count" }, counted(about.documents.length, "document"))),
      el("ul", { class: "papers" }, about.documents.map(paperLine)),
    ),
    otherProperties(node),
  ];
}

/** What is known of an edge; `evidence` is {claims, total}, null while it loads, undefined where the graph has none. */
export function edgeDetails(edge, context, evidence) {
  const relation = context.style.relation(edge.type);
  const { modalities } = edge.properties ?? {};
  const end = (id) => el("button", { type: "button", class: "end", onclick: () => context.select({ kind: "node", id }) }, swatch(context.style.label(context.graph.mainLabel(id))), named(context.name(id), 90));
  const tally = modalities && typeof modalities === "object" ? Object.entries(modalities) : [[modalityOf(edge), null]];
  return [
    el("header", { class: "panel-head" },
      el("p", { class: "eyebrow" }, "Relation"),
      el("h2", { class: "triple", tabindex: "-1" }, end(edge.source), verb(relation, relation.label), end(edge.target)),
      el("p", { class: "chips" }, tally.filter(([, count]) => count !== 0).map(([modality, count]) => el("span", { class: "tally" }, modalityChip(modality, context.style), count ? ` × ${count}` : null))),
      isContested(edge) && el("p", { class: "notice contested" }, el("strong", {}, "Contested. "), "It is both said and denied; all of it stands below."),
      edge.affirmed === false && el("p", { class: "notice" }, "No source states or alleges this outright: it is only planned, denied or inferred."),
    ),
    evidence === null && el("p", { class: "quiet" }, "Loading the sentences…"),
    evidence && claimList(evidence.claims, context),
    evidence?.claims.length === 0 && el("p", { class: "quiet" }, "No sentence is stored for this relation."),
    evidence && evidence.total > evidence.claims.length && el("p", { class: "notice" }, `These are the first ${evidence.claims.length} of ${counted(evidence.total, "claim")}.`),
    evidence === undefined && otherProperties(edge),
  ];
}

/** The panel when nothing is chosen; `intro` has facts to show and a list of documents. */
export function welcome(context, intro) {
  const strongest = [...context.graph.nodes.values()]
    .filter((node) => context.graph.nodeShown(node.id))
    .sort((a, b) => context.graph.edgesOf(b.id).length - context.graph.edgesOf(a.id).length || (a.caption < b.caption ? -1 : 1))
    .slice(0, 6);
  return [
    el("header", { class: "panel-head" }, el("p", { class: "eyebrow" }, intro.eyebrow), el("h2", { tabindex: "-1" }, oneLine(intro.title, 120)), el("p", { class: "lead" }, intro.lead)),
    el("section", {}, el("h3", {}, "Read it"), el("ul", { class: "hints" }, intro.hints.map((hint) => el("li", {}, hint)))),
    strongest.length > 0 && el("section", {},
      el("h3", {}, "Most connected"),
      el("ul", { class: "rows" }, strongest.map((node) => el("li", {}, el("button", { type: "button", class: "row", onclick: () => context.select({ kind: "node", id: node.id }, true) },
        swatch(context.style.label(context.graph.mainLabel(node.id))), named(node.caption, 60), el("span", { class: "count" }, counted(context.graph.edgesOf(node.id).length, "relation")))))),
    ),
    intro.documents.length > 0 && el("section", {},
      el("h3", {}, "Documents", el("span", { class: "count" }, String(intro.documentTotal ?? intro.documents.length))),
      el("ul", { class: "papers" }, intro.documents.map(paperLine)),
    ),
  ];
}

/** A small sign with a label's colour and shape. */
export function swatch(look) {
  const shape = /^[a-zA-Z]+$/.test(look.shape) ? look.shape : "dot";
  const sign = el("span", { class: `swatch ${shape}`, "aria-hidden": "true" });
  sign.style.backgroundColor = shade(look.colour);
  return sign;
}

function verb(relation, words) {
  const made = el("span", { class: "verb" }, oneLine(words, 60));
  made.style.color = shade(relation.colour);
  return made;
}

function paperLine(paper) {
  const date = paper.published ?? paper.digest_of?.published;
  return el("li", {}, outwards(paper.url, oneLine(paper.title || paper.source || "Untitled document", 140)), el("span", { class: "quiet" }, outletLine(paper), date ? [" · ", day(date)] : null));
}

function relationsOf(node, context, about) {
  const groups = new Map();
  const group = (type, direction) => {
    const key = JSON.stringify([type, context.style.relation(type).symmetric ? "both" : direction]);
    if (!groups.has(key)) groups.set(key, { type, direction, edges: [], total: 0 });
    return groups.get(key);
  };
  for (const edge of context.graph.edgesOf(node.id)) group(edge.type, edge.source === node.id ? "out" : "in").edges.push(edge);
  for (const { type, direction, count } of about?.neighbours ?? []) group(type, direction).total += count;
  const listed = [...groups.values()].sort((a, b) => Math.max(b.total, b.edges.length) - Math.max(a.total, a.edges.length) || (a.type < b.type ? -1 : 1));
  if (listed.length === 0) return about === null ? el("p", { class: "quiet" }, "Loading…") : el("p", { class: "quiet" }, "No relation is known.");
  return el("section", {}, el("h3", {}, "Relations"), listed.map((one) => relationGroup(node, one, context)));
}

function relationGroup(node, { type, direction, edges, total }, context) {
  const relation = context.style.relation(type);
  const shown = edges.filter((edge) => context.graph.edgeShown(edge));
  const count = Math.max(total, edges.length);
  return el("div", { class: "relation" },
    el("h4", {}, verb(relation, direction === "out" ? relation.label : relation.inverse), el("span", { class: "count" }, shown.length < count ? `${shown.length} of ${count}` : String(count))),
    el("ul", { class: "rows" }, shown.map((edge) => relationRow(node, edge, context))),
    context.expand && edges.length < count && el("button", { type: "button", class: "more", onclick: () => context.expand(node.id, type, relation.symmetric ? null : direction) }, `Show ${count - edges.length} more`),
    shown.length < edges.length && el("p", { class: "quiet" }, `${edges.length - shown.length} hidden by the legend`),
  );
}

function relationRow(node, edge, context) {
  const other = context.graph.otherEnd(edge, node.id);
  const modality = modalityOf(edge);
  return el("li", {}, el("button", { type: "button", class: "row", "data-edge": edge.id, onclick: () => context.select({ kind: "edge", id: edge.id }) },
    swatch(context.style.label(context.graph.mainLabel(other))),
    named(context.name(other), 60),
    modality !== "asserted" && modalityChip(modality, context.style),
    isContested(edge) && el("span", { class: "chip contested" }, "contested"),
  ));
}

const OWN = new Set(["id", "name", "aliases", "kind", "degree", "documents", "search", "modality", "modalities", "contested", "claims", "publishers", "origins", "first", "last", "explicit", "relation"]);

// A graph that Clew did not write has properties of its own: they are what there is to show.
function otherProperties(item) {
  const rest = Object.entries(item.properties ?? {}).filter(([key, value]) => !OWN.has(key) && value !== null && value !== "");
  if (rest.length === 0) return null;
  const text = (value) => oneLine(typeof value === "object" ? JSON.stringify(value) : value, 300);
  return el("section", {}, el("h3", {}, "Properties"), el("dl", {}, rest.slice(0, 40).flatMap(([key, value]) => [el("dt", {}, oneLine(key, 60)), el("dd", { dir: "auto" }, text(value))])));
}
