//! Annotations: the list of them, and the card of the open one.

pub mod attribution;
pub mod card;
pub mod filters;
pub mod list;
pub mod listing;
pub mod row;
pub mod state;
pub mod update;
pub mod values;
pub mod values_view;
