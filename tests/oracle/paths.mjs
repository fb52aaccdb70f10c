// What survey-core shows under given answers: reads lines {"form", "data", "change": [name, value]} and writes for each what
// shows before and after the change, and the answers that are left on completion. What shows are the visible pages with
// their elements: [name, whether it may be answered, the options shown].
import { readFileSync } from "node:fs";
import { Model } from "survey-core";

function element(one) {
  const options = "choices" in one && "visibleChoices" in one ? one.visibleChoices.map((item) => item.value) : [];
  return [one.name, !one.isReadOnly, options];
}

function pages(model) {
  return model.visiblePages.map((page) => [page.name, page.questions.filter((one) => one.isVisibleInSurvey).map(element)]);
}

function walk({ form, data, change }) {
  const model = new Model(form);
  model.data = data;
  const before = pages(model);
  model.setValue(...change);
  const after = pages(model);
  model.doComplete();
  return { before, after, data: model.data };
}

const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
process.stdout.write(lines.map((line) => `${JSON.stringify(walk(JSON.parse(line)))}\n`).join(""));
