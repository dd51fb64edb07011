//! Controls that several features share. They are given values and typed callbacks; they know neither the store nor an intent.

pub mod button;
pub mod choice;
pub mod combobox;
pub mod field;
pub mod icon;
pub mod label;
pub mod label_switch;
pub mod list;
pub mod menu;
pub mod modal;
pub mod order;
pub mod radio;
pub mod sign;
pub mod table;
pub mod text;
