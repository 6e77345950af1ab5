// The saved page: the shell with everything it shows in the file itself.

import { counted } from "./dom.js";
import { rolesIn } from "./evidence.js";
import { inferredHint } from "./graph.js";
import { folded } from "./search.js";
import { createShell } from "./shell.js";

const data = JSON.parse(document.getElementById("clew-data").textContent);
const papers = new Map(data.documents.map((paper) => [paper.id, paper]));
const picture = {
  nodes: data.nodes.map(({ id, label, labels, properties }) => ({ id, labels, caption: label, properties })),
  edges: data.edges.map(({ id, from, to, label, affirmed, properties }) => ({ id, type: label, source: from, target: to, affirmed, properties })),
};
const claimsOf = new Map(Object.entries(data.claims));
const allClaims = [...claimsOf.values()].flat();
const index = picture.nodes.map((node) => ({ node, names: [node.caption, ...(Array.isArray(node.properties.aliases) ? node.properties.aliases : [])].map((text) => [text, folded(text)]) }));

const shell = createShell({
  find(text) {
    const wanted = folded(text);
    const hits = [];
    for (const { node, names } of index) {
      const match = names.find(([, plain]) => plain.includes(wanted));
      if (match) hits.push({ node, match: match[0], rank: names[0][1].startsWith(wanted) ? 0 : names[0][1].includes(wanted) ? 1 : 2 });
    }
    return hits.sort((a, b) => a.rank - b.rank || (a.node.caption < b.node.caption ? -1 : 1)).slice(0, 12);
  },
  about: async (id) => ({ neighbours: [], documents: papersOf(id), roles: rolesIn(allClaims, id) }),
  claims: async (edge) => ({ claims: claimsOf.get(edge), total: claimsOf.get(edge).length }),
  hasClaims: (edge) => claimsOf.has(edge),
  paper: (id) => papers.get(id),
  countLine: (shown, lines) => `Showing ${shown.toLocaleString("en")} of ${counted(picture.nodes.length, "name")} · ${counted(lines, "relation")}`,
  intro: (graph) => ({
    eyebrow: data.note,
    title: data.title,
    lead: `${counted(graph.nodes.size, "name")} and ${counted(graph.edges.size, "relation")}.${data.truncated ? " This is a part of a larger network." : ""}`,
    hints: [claimsOf.size ? "Click a line to read the sentences behind it." : "Click a line for what is known of it.", "Click a name for its relations.", "Nothing here needs a network connection.", ...inferredHint(graph)],
    documents: data.documents,
  }),
});

shell.start(picture);

function papersOf(id) {
  const own = allClaims.filter((claim) => claim.subject === id || claim.object === id);
  const found = new Set(own.flatMap((claim) => claim.evidence.map((one) => one.document)));
  return [...found].map((paper) => papers.get(paper)).filter(Boolean);
}
