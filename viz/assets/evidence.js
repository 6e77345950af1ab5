// Shows the claims behind an edge: outlet by outlet, each with its sentence, the two names marked, who says it and when.

import { counted, day, el, named, oneLine, outwards } from "./dom.js";

/** Where a document was published: the outlet of the report when the document is a digest of it. */
export function outletOf(paper) {
  if (paper?.digest_of?.publisher) return { name: paper.digest_of.publisher, digest: true };
  return { name: paper?.publisher || "Unnamed source", digest: false };
}

/** "digest of a report by The Example Times", or the publisher's own name. */
export function outletLine(paper) {
  const outlet = outletOf(paper);
  return outlet.digest ? [el("span", { class: "digest" }, "digest of a report by "), named(outlet.name)] : [named(outlet.name)];
}

/** The claims as sections, one an outlet; `context` gives the documents and ways to say and select things. */
export function claimList(claims, context) {
  const outlets = new Map();
  for (const claim of claims) {
    const paper = context.paper(claim.evidence[0]?.document);
    const { name, digest } = outletOf(paper);
    const key = JSON.stringify([name, digest]);
    if (!outlets.has(key)) outlets.set(key, { paper, claims: [] });
    outlets.get(key).claims.push(claim);
  }
  return [...outlets.values()].map(({ paper, claims: own }) =>
    el("section", { class: "outlet" },
      el("h3", {}, el("span", { class: "outlet-name" }, outletLine(paper)), el("span", { class: "count" }, counted(own.length, "claim"))),
      own.map((claim) => claimCard(claim, context)),
    ),
  );
}

/** The quote with the two names marked; offsets count code points of the document, the quote starts at `start`. */
export function markedQuote(evidence) {
  const points = Array.from(evidence.quote);
  const spans = [["subject", evidence.subject], ["object", evidence.object]]
    .filter(([, span]) => span)
    .map(([role, span]) => ({ role, start: span.start - evidence.start, end: span.end - evidence.start }))
    .filter(({ start, end }) => start >= 0 && end <= points.length && start < end)
    .sort((a, b) => a.start - b.start);
  const parts = [];
  let at = 0;
  for (const { role, start, end } of spans) {
    if (start < at) continue;
    parts.push(points.slice(at, start).join(""), el("mark", { class: role }, points.slice(start, end).join("")));
    at = end;
  }
  parts.push(points.slice(at).join(""));
  return el("q", { class: "quote", dir: "auto" }, parts);
}

/** The roles in which claims show a node, each with its modality: [["president", "ended"], …]. */
export function rolesIn(claims, id) {
  const found = new Map();
  for (const claim of claims) if (claim.role && claim.subject === id && !found.has(claim.role)) found.set(claim.role, claim.modality);
  return [...found].slice(0, 8);
}

function claimCard(claim, context) {
  return el("article", { class: "claim", "data-claim": claim.id },
    el("p", { class: "claim-head" },
      modalityChip(claim.modality, context.style),
      claim.explicit === false && el("span", { class: "chip inferred", title: "Follows from several sentences" }, "inferred"),
      el("span", { class: "speaker" }, speakerLine(claim, context)),
    ),
    claim.evidence.map((evidence) => el("blockquote", {}, markedQuote(evidence))),
    el("p", { class: "claim-foot" }, facts(claim, context)),
  );
}

/** A modality as a small label with its line. */
export function modalityChip(modality, style) {
  const line = style.line(modality);
  const known = style.modalities.includes(modality) ? modality : "";
  return el("span", { class: `chip modality ${known}`, title: line.meaning }, line.label);
}

function speakerLine(claim, context) {
  if (!claim.speaker) return "in the writer’s own words";
  const known = claim.speaker.node ? context.name(claim.speaker.node) : null;
  // The words of the text, as they stand: whoever "prosecutors said" means is no name.
  if (known === null) return ["in the words “", named(claim.speaker.text, 90), "”"];
  return ["according to ", el("button", { type: "button", class: "inline", onclick: () => context.select({ kind: "node", id: claim.speaker.node }) }, named(known))];
}

function facts(claim, context) {
  const paper = context.paper(claim.evidence[0]?.document);
  const published = paper?.published ?? paper?.digest_of?.published;
  const parts = [];
  if (claim.role) parts.push(["as ", named(claim.role, 90)]);
  if (claim.when?.text) parts.push(["when: ", named(claim.when.text, 60)]);
  if (paper?.title) parts.push(outwards(paper.url, oneLine(paper.title, 110)));
  if (published) parts.push(day(published));
  return parts.flatMap((part, index) => (index ? [" · ", part] : [part])).flat();
}
