"""A script that builds the form in Google Forms: pasted into a new project of Apps Script, and run once."""

from __future__ import annotations

import json

from pipeline.frameworks.forms.form import Form, Question

_BUILD = """\
// Builds a form in Google Forms. Paste it into a new project of script.google.com, run buildForm, and follow the link
// that its log shows. It reads nothing, and changes nothing but the new form.
function buildForm() {
  const questions = %s;
  const form = FormApp.create(%s).setDescription(%s);
  form.setCollectEmail(true).setAllowResponseEdits(true);
  questions.forEach(function (question) {
    const item = question.choices.length === 0 ? form.addTextItem()
      : question.many ? form.addCheckboxItem() : form.addMultipleChoiceItem();
    item.setTitle(question.title);
    if (question.choices.length > 0) item.setChoiceValues(question.choices);
  });
  Logger.log(form.getEditUrl());
}
"""


def script(form: Form) -> str:
    """The script (.gs). Google notes the address of who answers by itself, so it is not asked."""
    questions = [_told(question) for question in (*form.who[1:], *form.questions)]
    told = json.dumps(questions, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    return _BUILD % (told, _text(form.title), _text(form.introduction))


def _told(question: Question) -> dict[str, object]:
    return {"title": question.text, "choices": list(question.choices), "many": question.is_many}


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
