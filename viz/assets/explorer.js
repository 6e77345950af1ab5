// The page at `/`: the shell with the HTTP API behind it.

import { address, ask } from "./api.js";
import { counted, el } from "./dom.js";
import { rolesIn } from "./evidence.js";
import { inferredHint } from "./graph.js";
import { createShell } from "./shell.js";

const ALL = ["asserted", "ended", "alleged", "planned", "denied"];
const EVERYTHING = { modality: ALL.join(","), explicit: "false" };
const NEIGHBOURS = 60;
const PAGE = 100;
const CLAIMS = 200;

const papers = new Map();
const names = new Map();
const pages = new Map();
let totals = null;
let grown = false;
let documents = [];
let documentTotal = 0;

const shell = createShell({
  async find(text) {
    return (await ask("search", { q: text, limit: 12 })).results;
  },
  async about(id) {
    const [about, claims] = await Promise.all([ask(`nodes/${encodeURIComponent(id)}`), ask("claims", { node: id, limit: CLAIMS }).catch(() => ({ claims: [] }))]);
    about.documents?.forEach(keepPaper);
    return { ...about, roles: rolesIn(claims.claims, id) };
  },
  async claims(edge) {
    const answer = await ask("claims", { edge, limit: CLAIMS });
    answer.nodes?.forEach((node) => names.set(node.id, node.caption));
    const missing = new Set(answer.claims.flatMap((claim) => claim.evidence.map((one) => one.document)).filter((id) => !papers.has(id)));
    await Promise.all([...missing].map(async (id) => keepPaper(await ask(`documents/${encodeURIComponent(id)}`))));
    return answer;
  },
  neighbourhood,
  resolve: async (address) => (await ask(`nodes/${encodeURIComponent(address)}`)).node.id,
  hasClaims: (edge) => shell.graph.edges.get(edge).properties?.claims !== undefined,
  paper: (id) => papers.get(id),
  nameOf: (id) => names.get(id),
  remember(target) {
    const hash = target ? `#${target.kind}=${encodeURIComponent(target.id)}` : "";
    if (hash !== location.hash) history.pushState(null, "", hash || location.pathname + location.search);
  },
  countLine: (shown, lines) => `Showing ${shown.toLocaleString("en")} of ${amount(totals?.nodes, shown)} names · ${counted(lines, "relation")}`,
  intro,
});

document.getElementById("save").addEventListener("click", save);
window.addEventListener("hashchange", () => follow());
window.addEventListener("popstate", () => follow());
begin();

async function begin() {
  shell.say("Loading the network…");
  try {
    const [picture, list] = await Promise.all([ask("subgraph", EVERYTHING), ask("documents", { limit: 100 }).catch(() => ({ documents: [], total: 0 }))]);
    totals = picture.totals;
    documents = list.documents;
    documentTotal = list.total;
    documents.forEach(keepPaper);
    if (picture.nodes.length === 0) return nothingYet(documentTotal);
    await shell.start(picture);
    return await follow();
  } catch (error) {
    shell.say("");
    return document.getElementById("panel").replaceChildren(
      el("h2", {}, "The network could not be loaded"),
      el("p", { role: "alert" }, error.message),
      el("p", {}, el("button", { type: "button", class: "button", onclick: () => location.reload() }, "Try again")),
    );
  }
}

async function follow() {
  const [, kind, id] = /^#(node|edge)=(.+)$/.exec(location.hash) ?? [];
  const { view, graph } = shell;
  if (!kind) return view.selected && shell.select(null);
  const wanted = decodeURIComponent(id);
  if (view.selected?.kind === kind && view.selected.id === wanted) return null;
  if (kind === "node") return shell.visit(wanted);
  return graph.edges.has(wanted) ? shell.select({ kind, id: wanted }) : null;
}

// First what is best supported, with the relations among it; after that the node's other relations, page by page.
async function neighbourhood(id, type, direction) {
  grown = true;
  const key = JSON.stringify([id, type, direction]);
  const wanted = { ...EVERYTHING, node: id, depth: 1, type, direction };
  if (!pages.has(key)) {
    pages.set(key, null);
    return ask("subgraph", { ...wanted, max_nodes: NEIGHBOURS });
  }
  let page;
  do {
    page = await ask("subgraph", { ...wanted, limit: PAGE, after: pages.get(key) });
    pages.set(key, page.next ?? null);
  } while (page.next && page.nodes.every((node) => shell.graph.nodes.has(node.id)));
  return page;
}

function keepPaper(paper) {
  papers.set(paper.id, paper);
}

function amount(total, shown) {
  if (total === null || total === undefined) return shown.toLocaleString("en");
  if (typeof total === "object") return `at least ${Math.max(total.at_least, shown).toLocaleString("en")}`;
  return Math.max(total, shown).toLocaleString("en");
}

function intro(graph) {
  return {
    eyebrow: "Case",
    title: document.body.dataset.case || "Network",
    lead: `${counted(graph.nodes.size, "name")} and ${counted(graph.edges.size, "relation")}${documentTotal ? ` from ${counted(documentTotal, "document")}` : ""}.`,
    hints: ["Click a line to read the sentences behind it.", "Click a name for its relations; double-click to bring in more.", ["Press ", el("kbd", {}, "/"), " to search; accents do not matter."], ...inferredHint(graph)],
    documents,
    documentTotal,
  };
}

function nothingYet(count) {
  const read = count > 0;
  shell.say("");
  document.getElementById("count").textContent = read ? "No names found" : "No documents yet";
  document.getElementById("panel").replaceChildren(
    el("h2", {}, read ? "No names found" : "No documents yet"),
    el("p", {}, read
      ? `${count === 1 ? "One document is" : `${count} documents are`} in this case, but no person, institution or place was found in the text. Give it more to read:`
      : "This case is empty. Give it texts to read, and the people, institutions and places that they name appear here with the sentences that connect them:"),
    el("pre", {}, ".venv/bin/clew ingest my-texts/"),
    el("p", { class: "quiet" }, "Then reload this page."),
  );
}

// What is on the canvas now; the untouched overview is asked for as such, which keeps the address short.
function save() {
  const { graph } = shell;
  const hidden = graph.hidden;
  const shown = [...graph.nodes.keys()].filter((id) => graph.nodeShown(id));
  const whole = !grown && shown.length === graph.nodes.size;
  const link = el("a", {
    download: "",
    href: address("subgraph.html", {
      download: 1,
      modality: ALL.filter((modality) => !hidden.modalities.has(modality)).join(","),
      explicit: hidden.inferred ? "true" : "false",
      ...(whole ? {} : { node: shown.join(","), depth: 0, max_nodes: Math.max(shown.length, 1) }),
    }),
  });
  document.body.append(link);
  link.click();
  link.remove();
}
