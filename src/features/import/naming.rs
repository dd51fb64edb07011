//! Naming: a project without a name, in which nothing is tagged, takes that of the project whose download comes in.

use crate::app::context::Context;
use crate::app::settings::PROJECT_NAME;
use glossator_core::edit::operation::{Operation, Write};
use glossator_core::import::{Import, Incoming};
use glossator_core::model::record::{Field, Value};
use glossator_core::model::setting::SettingId;

/// Lets the import give the project its name, in the same step.
pub fn name(context: &Context<'_>, incoming: &Incoming, planned: &mut Import) {
    let is_unnamed = context.state.setting(PROJECT_NAME).is_empty();
    let name = incoming.project.as_ref().map(|project| project.name.trim()).filter(|name| !name.is_empty());
    if let (Some(name), Some(transaction)) = (name, &mut planned.transaction)
        && is_unnamed
        && context.state.corpus().annotation_count() == 0
    {
        let record = SettingId(PROJECT_NAME.into()).key();
        let before = context.state.corpus().record(&record).and_then(|it| it.value(&Field::Value)).cloned();
        let write = Write { field: Field::Value, before, after: Some(Value::text(name)) };
        transaction.operations.push(Operation { record, writes: vec![write] });
    }
}
