// Asks the HTTP API; the only module that fetches.

/** The answer to a GET of `path` below api/, with query `parameters` (arrays are repeated); errors say what is wrong. */
export async function ask(path, parameters = {}) {
  let answer;
  try {
    answer = await fetch(address(path, parameters), { headers: { Accept: "application/json" } });
  } catch {
    throw new Error("The server does not answer. Is Clew still running?");
  }
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.detail || problem.title || `The server answered ${answer.status}.`);
}

/** The address of `path` below api/ with its query. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== null && one !== undefined) query.append(key, one);
  }
  const tail = query.toString();
  return `api/${path}${tail ? `?${tail}` : ""}`;
}
