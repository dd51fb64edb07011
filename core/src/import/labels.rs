//! Labels that are not here yet: which of them come in with what they are for.

use super::planning::Planning;
use super::{Finding, LabelChoice};
use crate::model::label::Label;
use std::collections::HashSet;
use std::mem;

impl Planning<'_> {
    /// Adds the labels that the file defines, and the labels of the annotations that come in. Labels that are here keep their name and
    /// colour; others are added behind them, and said first.
    pub(super) fn labels(&mut self) {
        let (incoming, here) = (self.incoming, self.corpus.labels());
        let mut position = here.iter().map(|label| label.position).max().unwrap_or_default();
        let mut keys: Vec<_> = here.iter().map(|label| label.key.clone()).collect();
        let operations = mem::take(&mut self.operations);
        let findings = mem::take(&mut self.report.findings);
        let used = mem::take(&mut self.used);
        let defined = incoming.labels.iter().map(|label| (&label.id, Some(label)));
        let in_order = incoming.annotations.iter().map(|it| &it.label);
        let of_use = in_order.filter(|label| used.contains(*label)).map(|label| (label, None));
        let mut seen = HashSet::new();
        for (id, label) in defined.chain(of_use) {
            let is_added = self.choice(id) == &LabelChoice::Add;
            if !is_added || here.get(id).is_some() || !seen.insert(id) {
                continue;
            }
            let mut label = label.cloned().unwrap_or_else(|| Label::bare(id.clone()));
            position = position.saturating_add(1);
            label.position = position;
            if keys.contains(&label.key) {
                label.key = "".into();
            }
            keys.push(label.key.clone());
            self.put(label.id.key(), label.fields());
            self.found(Finding::NewLabel(id.clone()));
        }
        self.operations.extend(operations);
        self.report.findings.extend(findings);
    }
}
