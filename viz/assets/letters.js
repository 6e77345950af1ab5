// Writes names and relations over the network: as many as fit without lying on each other, the important ones first.

import { oneLine } from "./dom.js";
import { cssColour, shade } from "./style.js";
import { degreeOf } from "./graph.js";
import { markOf, nodeSize } from "./paint.js";

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif';
const LONGEST_NAME = 34;
const FIRST = 6; // so many names are written even over smaller nodes
const SMALLEST_NAMED = 3.2; // radius in pixels on the screen
const SMALLEST_MARKED = 0.3; // scale
const ALONG = [0.5, 0.6, 0.4, 0.7, 0.3];

/** Draws marks and text in the canvas's own coordinates; called by vis-network after each drawing. */
export function drawLetters(context, network, view) {
  const scale = network.getScale();
  const sight = inSight(network);
  const pen = { context, scale, ink: cssColour("--ink"), stage: cssColour("--stage"), contested: cssColour("--contested"), mark: Math.min(8, 5 + 5 * scale) / scale };
  const room = { shapes: createRoom(72 / scale, sight), words: createRoom(72 / scale, sight) };
  const shown = visibleNodes(network, view, sight);
  const marks = scale > SMALLEST_MARKED || view.focus !== null ? marksOf(context, network, view) : [];
  for (const { node, x, y, size } of shown) room.shapes.take(around(x, y, size, size), node.id);
  for (const { at } of marks) room.shapes.take(around(at.x, at.y, pen.mark, pen.mark), null);
  for (const box of covered(network)) room.words.take(box, null);
  writeNames(pen, shown, view, room);
  writeRelations(pen, network, view, room);
  for (const mark of marks) drawMark(pen, mark, view);
}

/** A point on an edge as it is drawn, in the canvas's coordinates: 0 = source, 1 = target; null while it is not drawn. */
export function pointOn(context, network, id, part = 0.5) {
  // vis-network 9.1.2 has no public call for a point on an edge; the file is pinned by pyvis 0.3.2.
  const drawn = network.body.edges[id];
  if (!drawn?.edgeType || !drawn.connected) return null;
  if (drawn.fromId !== drawn.toId) return drawn.edgeType.getPoint(part);
  const [x, y, radius] = drawn.edgeType._getCircleData(context);
  const angle = drawn.options.selfReference.angle + (part - 0.5) * Math.PI;
  return { x: x + radius * Math.cos(angle), y: y - radius * Math.sin(angle) };
}

// What floats over the canvas, marked with data-over, in the canvas's coordinates: a name below it could not be read.
function covered(network) {
  const frame = network.body.container.getBoundingClientRect();
  return [...document.querySelectorAll("[data-over]")].map((card) => {
    const rect = card.getBoundingClientRect();
    const from = network.DOMtoCanvas({ x: rect.left - frame.left, y: rect.top - frame.top });
    const to = network.DOMtoCanvas({ x: rect.right - frame.left, y: rect.bottom - frame.top });
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  });
}

function around(x, y, wide, high) {
  return { cx: x, cy: y, left: x - wide, right: x + wide, top: y - high, bottom: y + high };
}

function inSight(network) {
  const near = network.DOMtoCanvas({ x: 0, y: 0 });
  const frame = network.body.container;
  const far = network.DOMtoCanvas({ x: frame.clientWidth, y: frame.clientHeight });
  return { left: near.x, top: near.y, right: far.x, bottom: far.y };
}

function visibleNodes(network, view, sight) {
  const found = [];
  for (const [id, node] of view.graph.nodes) {
    const drawn = network.body.nodes[id];
    if (!drawn || drawn.options.hidden) continue;
    if (drawn.x < sight.left || drawn.x > sight.right || drawn.y < sight.top || drawn.y > sight.bottom) continue;
    const size = nodeSize(node, view);
    found.push({ node, x: drawn.x, y: drawn.y, size, weight: weight(node, view) });
  }
  return found.sort((a, b) => b.weight - a.weight || (a.node.id < b.node.id ? -1 : 1));
}

function weight(node, view) {
  const degree = degreeOf(node, view.graph.edgesOf(node.id).length);
  if (view.selected?.kind === "node" && view.selected.id === node.id) return 1e9;
  if (view.hovered === node.id) return 1e8;
  if (view.focus === null) return degree;
  return view.focus.has(node.id) ? 1e6 + degree : -1;
}

function writeNames(pen, shown, view, room) {
  const { context, scale } = pen;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const [rank, { node, x, y, size, weight: importance }] of shown.entries()) {
    const small = size * scale < SMALLEST_NAMED && importance < 1e6;
    if (importance < 0 || (small && rank >= FIRST)) continue;
    const pixels = importance >= 1e8 ? 14 : rank < 3 ? 13.5 : 12.5;
    context.font = `${importance >= 1e8 || rank < 3 ? 600 : 500} ${pixels / scale}px ${FONT}`;
    const text = oneLine(node.caption, LONGEST_NAME);
    const wide = context.measureText(text).width / 2 + 3 / scale;
    const high = (pixels * 0.62) / scale;
    const gap = size + high + 3 / scale;
    const places = [[x, y + gap], [x, y - gap], [x + size + wide + 2 / scale, y], [x - size - wide - 2 / scale, y], [x + wide * 0.7, y + gap], [x - wide * 0.7, y + gap], [x + wide * 0.7, y - gap], [x - wide * 0.7, y - gap]];
    const boxes = places.map(([cx, cy]) => around(cx, cy, wide, high));
    const free = (place) => room.words.isFree(place, node.id);
    const clear = boxes.find((place) => free(place) && room.shapes.isFree(place, node.id));
    const box = clear ?? (rank < FIRST ? boxes.find(free) : null) ?? (importance >= 1e8 ? boxes[0] : null);
    if (!box) continue;
    room.words.take(box, node.id);
    haloed(pen, text, box.cx, box.cy, pen.ink);
  }
}

function writeRelations(pen, network, view, room) {
  const { context, scale } = pen;
  context.font = `500 ${11 / scale}px ${FONT}`;
  for (const edge of relationsToName(view, scale)) {
    const relation = view.style.relation(edge.type);
    const text = oneLine(relation.label, 40);
    const wide = context.measureText(text).width / 2 + 3 / scale;
    const boxes = ALONG.map((part) => pointOn(context, network, edge.id, part)).filter(Boolean).map((at) => around(at.x, at.y, wide, 7 / scale));
    const chosen = view.selected?.kind === "edge" && view.selected.id === edge.id;
    // The chosen relation is always named: beside its line when there is no room on it.
    if (chosen) boxes.push(...[-17, 17].map((lift) => around(boxes[0].cx, boxes[0].cy + lift / scale, wide, 7 / scale)));
    const box = boxes.find((place) => room.words.isFree(place, null) && room.shapes.isFree(place, null)) ?? (chosen ? boxes.at(-2) : null);
    if (!box) continue;
    room.words.take(box, null);
    haloed(pen, text, box.cx, box.cy, shade(relation.colour));
  }
}

// Relations are named where the reader looks: at the selection, or everywhere once there is room.
function relationsToName(view, scale) {
  const all = [...view.graph.edges.values()].filter((edge) => view.graph.edgeShown(edge));
  if (view.focus !== null) return all.filter((edge) => view.focus.has(edge.id)).sort((a) => (a.id === view.selected?.id ? -1 : 1));
  return scale >= 1.1 ? all : [];
}

function marksOf(context, network, view) {
  return [...view.graph.edges.values()]
    .filter((edge) => markOf(edge, view.style) && view.graph.edgeShown(edge))
    .map((edge) => ({ edge, mark: markOf(edge, view.style), at: pointOn(context, network, edge.id) }))
    .filter(({ at }) => at);
}

function drawMark(pen, { edge, mark, at }, view) {
  const { context } = pen;
  context.globalAlpha = view.focus === null || view.focus.has(edge.id) ? 1 : 0.15;
  if (mark === "contested") drawContested(pen, at);
  else drawStruck(pen, at, shade(view.style.relation(edge.type).colour));
  context.globalAlpha = 1;
}

function drawStruck({ context, scale, stage, mark }, at, colour) {
  const arm = 0.6 * mark;
  for (const [width, stroke] of [[6, stage], [2.2, colour]]) {
    context.beginPath();
    context.setLineDash([]);
    context.lineCap = "round";
    context.lineWidth = width / scale;
    context.strokeStyle = stroke;
    context.moveTo(at.x - arm, at.y - arm);
    context.lineTo(at.x + arm, at.y + arm);
    context.moveTo(at.x + arm, at.y - arm);
    context.lineTo(at.x - arm, at.y + arm);
    context.stroke();
  }
}

function drawContested({ context, scale, stage, contested, mark }, at) {
  context.beginPath();
  context.setLineDash([]);
  context.arc(at.x, at.y, mark, 0, 2 * Math.PI);
  context.fillStyle = contested;
  context.fill();
  context.lineWidth = 2 / scale;
  context.strokeStyle = stage;
  context.stroke();
  context.font = `700 ${1.5 * mark}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = stage;
  context.fillText("≠", at.x, at.y + 0.5 / scale);
}

function haloed({ context, scale, stage }, text, x, y, colour) {
  context.setLineDash([]);
  context.lineWidth = 4 / scale;
  context.strokeStyle = stage;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/** Remembers which places in sight are taken, in cells of `cell` units, so that asking stays cheap with many names. */
function createRoom(cell, sight) {
  const cells = new Map();
  const keys = (box) => {
    const found = [];
    for (let i = Math.floor(box.left / cell); i <= Math.floor(box.right / cell); i += 1) {
      for (let j = Math.floor(box.top / cell); j <= Math.floor(box.bottom / cell); j += 1) found.push(`${i},${j}`);
    }
    return found;
  };
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return {
    take(box, owner) {
      for (const key of keys(box)) {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push({ ...box, owner });
      }
    },
    isFree(box, owner) {
      const inside = box.left >= sight.left && box.right <= sight.right && box.top >= sight.top && box.bottom <= sight.bottom;
      return inside && keys(box).every((key) => (cells.get(key) ?? []).every((other) => (owner !== null && other.owner === owner) || !meet(box, other)));
    },
  };
}
