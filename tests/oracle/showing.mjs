// What survey-core shows of a form and keeps of its answers: reads lines {"form", "seed", "steps": [[name, value], …]} and
// writes for each the pages and questions that show after all steps, their options and titles, and the completed answers.
import { readFileSync } from "node:fs";
import { Model } from "survey-core";

function play({ form, seed, steps }) {
  const survey = new Model(form);
  survey.randomSeed = seed;
  // Nobody can choose what does not show.
  const offers = (question, value) => value.every((one) => question.visibleChoices.some((choice) => choice.value === one));
  for (const [name, value] of steps) {
    if (name !== "coming" || offers(survey.getQuestionByName(name), value)) survey.setValue(name, value);
  }
  const questions = survey
    .getAllQuestions()
    .filter((one) => one.isVisible && one.isParentVisible && one.getType() !== "expression");
  const shown = questions.map((one) => ({
    name: one.name,
    open: !one.isReadOnly,
    options: one.choices ? one.visibleChoices.map((choice) => choice.value) : null,
    rows: one.getType() === "matrix" ? one.visibleRows.map((row) => row.name) : null,
    title: one.locTitle.renderedHtml,
  }));
  const pages = survey.pages.flatMap((page, index) => (page.isVisible ? [index] : []));
  survey.doComplete();
  return { shown, pages, completed: survey.data };
}

const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
process.stdout.write(lines.map((line) => `${JSON.stringify(play(JSON.parse(line)))}\n`).join(""));
