// Whether survey-core takes a number: reads lines {"question", "value"} and writes for each true or false.
import { readFileSync } from "node:fs";
import { Model } from "survey-core";

function takes({ question, value }) {
  const survey = new Model({ elements: [question] });
  survey.setValue(question.name, value);
  return survey.getQuestionByName(question.name).validate(false);
}

const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
process.stdout.write(lines.map((line) => `${JSON.stringify(takes(JSON.parse(line)))}\n`).join(""));
