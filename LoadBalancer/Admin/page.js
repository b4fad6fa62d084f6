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

const doubtful = ["Refusing", "Ejected", "OnTrial", "FailsChecks", "Full", "Warning", "NodeLost"];
const stateKind = state => state === "Passing" || state === "Starting" ? "good" : doubtful.includes(state) ? "doubtful" : "bad";
const number = value => cell(value, "number");
const rates = recent => [
  number(recent.requestsPerSecond), cell(recent.errorsPerSecond, recent.errorsPerSecond ? "number bad" : "number"),
  number(recent.p50Milliseconds), number(recent.p99Milliseconds)];
const path = route => route.path + (route.condition ? ` (${route.condition})` : "");

function fate(route) {
  return [
    route.access, route.redirect && `redirect ${route.redirect}`, route.strip && `strip ${route.strip}`, route.prepend && `prepend ${route.prepend}`,
    route.sentHost && `host ${route.sentHost}`, route.protocol, route.policy].filter(Boolean).join(", ");
}

function paragraph(text, kind) {
  const line = document.createElement("p");
  line.textContent = text;
  if (kind) line.className = kind;
  return line;
}

function serviceState(service) {
  const left = service.instances.filter(i => stateKind(i.state) !== "good").length;
  return service.stale ? cell(`kept for ${service.ageSeconds} s: ${service.stale}`, "doubtful")
    : cell(left ? `${left} of ${service.instances.length} left out` : service.instances.length ? "all in" : "no instance", left === service.instances.length ? "bad" : left ? "doubtful" : "good");
}

function show(routes, instances, health) {
  fill("#services", instances.services.map(s => [
    cell(s.service), cell(s.policy), ...rates(s.recent), cell(s.waiting, s.waiting ? "number doubtful" : "number"),
    cell(s.breaker.toLowerCase(), s.breaker === "Open" ? "bad" : ""), serviceState(s)]));
  fill("#instances", instances.services.flatMap(s => s.instances.map(i => [
    cell(s.service), cell(i.id), cell(i.state, stateKind(i.state)), number(i.weight), number(i.limit ? `${i.requests} of ${i.limit}` : i.requests),
    ...rates(i.recent), cell(i.address), cell(i.reason, "reason")])));
  fill("#routes", routes.routes.map(r => [
    cell(r.host || "any"), cell(path(r)), cell(r.service), cell(r.available, r.available || r.redirect ? "number good" : "number bad"), cell(fate(r), "reason"), cell(r.origin, "reason")]));
  one("#problems").replaceChildren(...routes.problems.map(p => paragraph(`Tag '${p.tag}' of service '${p.service}' is not followed: ${p.problem}.`, "doubtful")));
  const all = instances.services.flatMap(s => s.instances);
  const sum = (list, value) => list.reduce((total, item) => total + value(item), 0);
  one("#rate").textContent = Math.round(sum(instances.services, s => s.recent.requestsPerSecond)).toLocaleString();
  one("#errors").textContent = sum(instances.services, s => s.recent.errorsPerSecond).toFixed(1);
  one("#p99").textContent = Math.max(0, ...instances.services.map(s => s.recent.p99Milliseconds)).toFixed(1) + " ms";
  one("#flight").textContent = sum(all, i => i.requests);
  one("#serving").textContent = `${all.filter(i => stateKind(i.state) === "good").length} of ${all.length}`;
  one("#health").textContent = [health.status, ...health.reasons, health.unanswered && `Consul has not answered about ${health.unanswered} services yet`].filter(Boolean).join(" – ");
  one("#health").className = health.status === "Healthy" ? "good" : health.status === "Degraded" ? "doubtful" : "bad";
}

function explain(why) {
  const lines = [paragraph(why.answer, why.answer.startsWith("service") ? "good" : "doubtful")];
  const add = (text, list, write) => list.forEach((item, i) => lines.push(paragraph((i ? "" : text) + write(item), i ? "more" : "")));
  add("Candidates: ", why.candidates, id => id);
  add("Left out: ", why.leftOut, left => `${left.id}: ${left.reason}`);
  add("Conditions not met: ", why.conditionsNotMet, r => `${r.host || "any host"} ${path(r)} → ${r.service}`);
  add("Less specific: ", why.lessSpecific, r => `${r.host || "any host"} ${path(r)} → ${r.service}`);
  one("#answer").replaceChildren(...lines);
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
  explain(await json("why?" + new URLSearchParams(new FormData(event.target))));
});

refresh();
