"use strict";
const one = selector => document.querySelector(selector);
const json = async path => (await fetch(path)).json();

function cell(content, kind) {
  const td = document.createElement("td");
  td.textContent = content ?? "";
  if (kind) td.className = kind;
  return td;
}

function fill(table, rows) {
  one(table + " tbody").replaceChildren(...rows.map(cells => {
    const tr = document.createElement("tr");
    tr.append(...cells);
    return tr;
  }));
}

const stateKind = state => state === "Passing" ? "good" : ["Refusing", "Warning", "NodeLost"].includes(state) ? "doubtful" : "bad";

function show(routes, instances, health) {
  fill("#routes", routes.routes.map(r => [
    cell(r.host || "any"), cell(r.path), cell(r.service), cell(r.available, r.available ? "number good" : "number bad"), cell(r.origin)]));
  one("#problems").replaceChildren(...routes.problems.map(p => {
    const line = document.createElement("p");
    line.className = "doubtful";
    line.textContent = `Tag '${p.tag}' of service '${p.service}' is not followed: ${p.problem}.`;
    return line;
  }));
  fill("#instances", instances.services.flatMap(s => s.instances.map(i => [
    cell(s.service), cell(i.id), cell(i.address), cell(i.state, stateKind(i.state)), cell(i.weight, "number"), cell(i.requests, "number"),
    cell(i.recent.requestsPerSecond, "number"), cell(i.recent.errorsPerSecond, i.recent.errorsPerSecond ? "number bad" : "number"),
    cell(i.recent.p50Milliseconds, "number"), cell(i.recent.p99Milliseconds, "number"),
    cell(i.reason ?? (s.stale && `kept for ${s.ageSeconds} s: ${s.stale}`))])));
  const all = instances.services.flatMap(s => s.instances);
  const sum = (list, value) => list.reduce((total, item) => total + value(item), 0);
  one("#rate").textContent = Math.round(sum(instances.services, s => s.recent.requestsPerSecond)).toLocaleString();
  one("#errors").textContent = sum(instances.services, s => s.recent.errorsPerSecond).toFixed(1);
  one("#p99").textContent = Math.max(0, ...instances.services.map(s => s.recent.p99Milliseconds)).toFixed(1) + " ms";
  one("#flight").textContent = sum(all, i => i.requests);
  one("#passing").textContent = `${all.filter(i => i.state === "Passing").length} of ${all.length}`;
  one("#health").textContent = [health.status, ...health.reasons].join(" – ");
  one("#health").className = health.status === "Healthy" ? "good" : health.status === "Degraded" ? "doubtful" : "bad";
}

async function refresh() {
  try {
    show(...await Promise.all(["routes", "instances", "health"].map(json)));
  } catch {
    one("#health").textContent = "The load balancer does not answer.";
    one("#health").className = "bad";
  }
  setTimeout(refresh, 1000);
}

one("#why").addEventListener("submit", async event => {
  event.preventDefault();
  const answer = await json("why?" + new URLSearchParams(new FormData(event.target)));
  one("#answer").textContent = JSON.stringify(answer, null, 2);
});

refresh();
