// The reference: CodeMirror 6, read-only, with a decoration for each span. Not a part of Glossator.
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, keymap } from "@codemirror/view";

const add = StateEffect.define();
const remove = StateEffect.define();
const open = StateEffect.define();
const mark = (label, id) => Decoration.mark({ class: label, attributes: { "data-labels": label }, id });
const marks = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(add)) value = value.update({ add: effect.value, sort: true });
      if (effect.is(remove)) {
        const { from, to, id } = effect.value;
        value = value.update({ filterFrom: from, filterTo: to, filter: (_, __, one) => one.spec.id !== id });
      }
    }
    return value;
  },
  provide: (field) => EditorView.decorations.from(field),
});
const opened = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(open)) value = effect.value ? Decoration.set([Decoration.mark({ attributes: { "data-state": "open" } }).range(...effect.value)]) : Decoration.none;
    }
    return value;
  },
  provide: (field) => EditorView.decorations.from(field),
});

globalThis.reference = {
  open(parent, text, spans) {
    let next = spans.length;
    let last = null;
    const ranges = spans.map(([from, to, label], id) => mark(label, id).range(from, to));
    const tag = (view) => {
      const { from, to } = view.state.selection.main;
      if (from === to) return false;
      last = { from, to, id: (next += 1) };
      view.dispatch({ effects: add.of([mark("actor", last.id).range(from, to)]), selection: { anchor: to } });
      return true;
    };
    const untag = (view) => {
      if (last) view.dispatch({ effects: remove.of(last) });
      return true;
    };
    const select = EditorView.domEventHandlers({
      click(event, view) {
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        let smallest = null;
        view.state.field(marks).between(at, at, (from, to) => {
          if (!smallest || to - from < smallest[1] - smallest[0]) smallest = [from, to];
        });
        view.dispatch({ effects: open.of(smallest) });
      },
    });
    return new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorState.readOnly.of(true),
          EditorView.lineWrapping,
          marks.init(() => Decoration.set(ranges, true)),
          opened,
          select,
          keymap.of([{ key: "1", run: tag }, { key: "Delete", run: untag }, { key: "Mod-z", run: untag }]),
        ],
      }),
    });
  },
};
