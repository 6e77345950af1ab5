// The graph on the canvas: what was loaded, what the legend hides, what hangs together.

/** A graph that grows by subgraphs; answers what is visible under the legend's filters. */
export function createGraph(style) {
  const nodes = new Map();
  const edges = new Map();
  const incident = new Map();
  const hidden = { labels: new Set(), modalities: new Set(), groups: new Set(), inferred: true };

  function add(subgraph) {
    const fresh = [];
    for (const node of subgraph.nodes) {
      if (!nodes.has(node.id)) {
        fresh.push(node.id);
        incident.set(node.id, new Set());
      }
      nodes.set(node.id, node);
    }
    for (const edge of subgraph.edges) {
      if (!nodes.has(edge.source) || !nodes.has(edge.target)) continue;
      edges.set(edge.id, edge);
      incident.get(edge.source).add(edge.id);
      incident.get(edge.target).add(edge.id);
    }
    return fresh;
  }

  const edgesOf = (id) => [...(incident.get(id) ?? [])].map((edge) => edges.get(edge));
  const otherEnd = (edge, id) => (edge.source === id ? edge.target : edge.source);
  const mainLabel = (id) => style.main(nodes.get(id).labels);
  const labelShown = (id) => !hidden.labels.has(mainLabel(id));

  function edgeShown(edge) {
    return (
      !(hidden.inferred && isInferred(edge)) &&
      !hidden.modalities.has(modalityOf(edge)) &&
      !hidden.groups.has(style.relation(edge.type).group) &&
      labelShown(edge.source) &&
      labelShown(edge.target)
    );
  }

  // A node that only hidden edges tie to the picture goes with them; one that never had any stays.
  function nodeShown(id) {
    if (!labelShown(id)) return false;
    const own = edgesOf(id);
    return own.length === 0 || own.some(edgeShown);
  }

  /** How many nodes a label, edges a modality or a group has, whatever is hidden. */
  function counts() {
    const tally = { labels: new Map(), modalities: new Map(), groups: new Map(), inferred: 0, contested: 0 };
    const add1 = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
    for (const id of nodes.keys()) add1(tally.labels, mainLabel(id));
    for (const edge of edges.values()) {
      if (isInferred(edge)) tally.inferred += 1;
      if (isContested(edge)) tally.contested += 1;
      if (hidden.inferred && isInferred(edge)) continue;
      add1(tally.modalities, modalityOf(edge));
      add1(tally.groups, style.relation(edge.type).group);
    }
    return tally;
  }

  return { nodes, edges, hidden, add, edgesOf, otherEnd, mainLabel, edgeShown, nodeShown, counts };
}

/** The modality an edge is drawn with. */
export function modalityOf(edge) {
  return edge.properties?.modality ?? "asserted";
}

/** Whether only inference over sentences supports the edge. */
export function isInferred(edge) {
  return edge.properties?.explicit === false;
}

/** Whether some say so and others deny it. */
export function isContested(edge) {
  return edge.properties?.contested === true;
}

/** A node's number of affirmed edges, for its size. */
export function degreeOf(node, seen) {
  const degree = Number(node.properties?.degree);
  return Number.isFinite(degree) ? degree : seen;
}

/** A hint that the legend hides what only inference supports; empty when there is nothing of the kind. */
export function inferredHint(graph) {
  const count = graph.hidden.inferred ? graph.counts().inferred : 0;
  return count ? [`${count.toLocaleString("en")} relations that are only inferred are hidden; the legend shows them.`] : [];
}
