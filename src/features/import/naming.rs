//! Naming: a project without a name, in which nothing is tagged, takes that of the project whose download comes in.

use crate::app::context::Context;
use glossator_core::import::{Import, Incoming};
use glossator_core::model::role::Role;
use glossator_core::model::setting::PROJECT_NAME;

/// Lets the import give the project its name, in the same step.
pub fn name(context: &Context<'_>, incoming: &Incoming, planned: &mut Import) {
    let corpus = context.state.corpus();
    let leads = context.state.editor().role() == Role::Lead;
    let is_open = leads && context.state.setting(PROJECT_NAME).is_empty() && corpus.annotation_count() == 0;
    let name = incoming.project.as_ref().map(|project| project.name.trim()).filter(|name| !name.is_empty());
    if let Some(name) = name.filter(|_| is_open) {
        planned.set(corpus, PROJECT_NAME, name);
    }
}
