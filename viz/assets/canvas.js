// The network on screen: places nodes once, draws what the view says, tells what was clicked.

/* global vis */
import { degreeOf } from "./graph.js";
import { drawLetters } from "./letters.js";
import { bows, paintEdge, paintNode, STRAIGHT } from "./paint.js";

const OPTIONS = {
  autoResize: true,
  layout: { randomSeed: 7, improvedLayout: false },
  nodes: { chosen: false, labelHighlightBold: false },
  edges: { chosen: false, arrowStrikethrough: false, arrows: { to: { scaleFactor: 0.5 } }, selectionWidth: 0, hoverWidth: 0 },
  interaction: {
    hover: true,
    selectConnectedEdges: false,
    hoverConnectedEdges: false,
    tooltipDelay: 1e9,
    zoomSpeed: 0.7,
    keyboard: { enabled: true, bindToWindow: false, speed: { x: 12, y: 12, zoom: 0.03 } },
  },
  physics: {
    enabled: false,
    solver: "barnesHut",
    barnesHut: { theta: 0.5, gravitationalConstant: -11000, centralGravity: 1.8, springLength: 120, springConstant: 0.06, damping: 0.35, avoidOverlap: 0.25 },
    maxVelocity: 60,
    minVelocity: 0.4,
    stabilization: { enabled: true, fit: false, updateInterval: 10 },
  },
};
const FRAME = { x: 84, y: 48 };

/** The canvas in `container`; `on` is called with what the reader does: select, expand, hover, progress. */
export function createCanvas(container, view, on) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(container, { nodes, edges }, OPTIONS);
  const drawn = new Map();
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  describe(container);
  listen(network, on);
  network.on("afterDrawing", (context) => drawLetters(context, network, view));

  /** Brings what is drawn in line with the view; sends vis-network only what changed. */
  function draw() {
    const bow = bows([...view.graph.edges.values()].filter(view.graph.edgeShown));
    update(nodes, [...view.graph.nodes.values()].map((node) => paintNode(node, view)), drawn);
    update(edges, [...view.graph.edges.values()].map((edge) => paintEdge(edge, view, bow.get(edge.id) ?? STRAIGHT)), drawn);
    network.redraw();
  }

  /** Adds what the graph gained and finds places for it; nodes that were there stay where they are. */
  async function grow(fresh, around = null) {
    const settled = nodes.getIds();
    const places = startPlaces(fresh, view.graph, around === null ? null : network.getPositions([around])[around]);
    nodes.add(fresh.map((id) => ({ ...paintNode(view.graph.nodes.get(id), view), ...places.get(id) })));
    draw();
    if (fresh.length > 1 || settled.length > 0) await settle(settled, fresh.length);
    if (settled.length === 0) stretch();
  }

  // A layout by forces is round; the stage is not. A mild stretch fills it and gives names more room.
  function stretch() {
    const places = network.getPositions();
    const box = boxOf(Object.values(places));
    const free = freeSpace();
    const wish = free.wide / free.high / (Math.max(box.width, 1) / Math.max(box.height, 1));
    const x = Math.min(Math.max(Math.sqrt(wish), 0.8), 1.4);
    nodes.update(Object.entries(places).map(([id, place]) => ({ id, x: place.x * x, y: place.y / x })));
  }

  function settle(settled, fresh) {
    if (fresh === 0) return Promise.resolve();
    nodes.update(settled.map((id) => ({ id, fixed: true })));
    const rounds = Math.max(40, Math.min(settled.length ? 120 : 400, Math.round(120000 / (nodes.length + edges.length))));
    return new Promise((resolve) => {
      const progress = ({ iterations, total }) => on.progress(iterations / total);
      network.on("stabilizationProgress", progress);
      network.once("stabilizationIterationsDone", () => {
        network.off("stabilizationProgress", progress);
        network.setOptions({ physics: { enabled: false } });
        nodes.update(settled.map((id) => ({ id, fixed: false })));
        on.progress(1);
        resolve();
      });
      network.setOptions({ physics: { enabled: true, stabilization: { enabled: true, iterations: rounds, fit: false } } });
      network.stabilize(rounds);
    });
  }

  /** Shows all visible nodes, or those given, with room for their names. */
  function fit(ids = null, calm = false) {
    const wanted = ids ?? [...view.graph.nodes.keys()].filter((id) => view.graph.nodeShown(id));
    const places = Object.values(network.getPositions(wanted));
    if (places.length === 0) return;
    const box = boxOf(places);
    const { room, wide, high } = freeSpace();
    const scale = Math.min(wide / Math.max(box.width, 1), high / Math.max(box.height, 1), ids ? 1.25 : 1.6);
    const shift = { x: (room.right - room.left) / 2 / scale, y: (room.bottom - room.top) / 2 / scale };
    network.moveTo({ position: { x: box.x + shift.x, y: box.y + shift.y }, scale, animation: calm || still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
  }

  function freeSpace() {
    const room = on.room();
    const side = Math.min(FRAME.x, container.clientWidth * 0.13);
    return {
      room,
      wide: Math.max(container.clientWidth - room.left - room.right - 2 * side, 80),
      high: Math.max(container.clientHeight - room.top - room.bottom - 2 * FRAME.y, 80),
    };
  }

  function zoom(factor) {
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 6), animation: still.matches ? false : { duration: 150 } });
  }

  function focusFrame() {
    container.querySelector(".vis-network")?.focus();
  }

  return { draw, grow, fit, zoom, network, focusFrame };
}

function update(data, items, drawn) {
  const changed = [];
  for (const item of items) {
    const key = JSON.stringify(item);
    if (drawn.get(item.id) === key && data.get(item.id) !== null) continue;
    drawn.set(item.id, key);
    changed.push(item);
  }
  if (changed.length) data.update(changed);
}

function describe(container) {
  const frame = container.querySelector(".vis-network");
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", "Network. Arrow keys move, plus and minus zoom, f shows all. Search finds a name; its relations are listed in the details.");
}

function listen(network, on) {
  const target = (hit) => {
    if (hit.nodes.length) return { kind: "node", id: hit.nodes[0] };
    return hit.edges.length ? { kind: "edge", id: hit.edges[0] } : null;
  };
  network.on("click", (hit) => on.select(target(hit)));
  network.on("doubleClick", (hit) => hit.nodes.length && on.expand(hit.nodes[0]));
  network.on("hoverNode", ({ node, pointer }) => on.hover({ kind: "node", id: node }, pointer.DOM));
  network.on("hoverEdge", ({ edge, pointer }) => on.hover({ kind: "edge", id: edge }, pointer.DOM));
  for (const left of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(left, () => on.hover(null, null));
}

function boxOf(places) {
  const xs = places.map((place) => place.x);
  const ys = places.map((place) => place.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

// On a sunflower's spiral, in the order of a walk from the best connected nodes: neighbours start side by side, and
// the same graph starts, and so ends, in the same places.
function startPlaces(fresh, graph, parent) {
  const inside = new Set(fresh);
  const first = [...fresh].sort((a, b) => degree(graph, b) - degree(graph, a) || (a < b ? -1 : 1));
  const seen = new Set();
  const order = [];
  for (const root of first) {
    const queue = seen.has(root) ? [] : [root];
    seen.add(root);
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      order.push(id);
      for (const edge of graph.edgesOf(id)) {
        const next = graph.otherEnd(edge, id);
        if (!inside.has(next) || seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    }
  }
  const centre = parent ?? { x: 0, y: 0 };
  return new Map(order.map((id, index) => {
    const [angle, far] = [(index + 1) * 2.399963, 46 * Math.sqrt(index + (parent ? 2 : 0))];
    return [id, { x: centre.x + far * Math.cos(angle), y: centre.y + far * Math.sin(angle) }];
  }));
}

function degree(graph, id) {
  return degreeOf(graph.nodes.get(id), graph.edgesOf(id).length);
}
