//! The program with its functions in the order of their names.
//!
//! Gzip looks back 32 KB at most. In this order it finds the copies of a generic function, one for each type, beside each
//! other. The names themselves are left out. It does not know what the functions do.

use std::collections::BTreeMap;
use std::convert::Infallible;

use anyhow::Result;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, FunctionSectionReader, KnownCustom, Name, Parser, Payload,
    TypeRef,
};

/// The same program, smaller once it is packed.
///
/// # Errors
/// When it is none.
pub fn by_name(program: &[u8]) -> Result<Vec<u8>> {
    let Functions { imports, own, names } = functions(program)?;
    // Without the hash of a copy, as in `core::ptr::drop_in_place<T>::h0123456789abcdef`.
    let name =
        |index: &u32| names.get(index).map(|name| name.rsplit_once("::h").map_or(*name, |(path, _)| path));
    let mut order: Vec<u32> = (imports..imports + own).collect();
    order.sort_by_key(name);
    let mut places: Vec<u32> = (0..imports + own).collect();
    for (place, index) in (imports..).zip(&order) {
        places[*index as usize] = place;
    }
    let mut module = Module::new();
    ByName { imports, order, places }.parse_core_module(&mut module, Parser::new(0), program)?;
    Ok(module.finish())
}

/// The functions of a program, of which the imported ones come first.
struct Functions<'a> {
    /// The number of those that are imported.
    imports: u32,
    /// The number of the others.
    own: u32,
    /// Names of functions by their index; wasm-bindgen's own have none.
    names: BTreeMap<u32, &'a str>,
}

fn functions(program: &[u8]) -> Result<Functions<'_>> {
    let (mut imports, mut own, mut names) = (0, 0, BTreeMap::new());
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imports += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => own = section.count(),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(section) = section.as_known() else { continue };
                for part in section {
                    let Name::Function(functions) = part? else { continue };
                    for function in functions {
                        let function = function?;
                        names.insert(function.index, function.name);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(Functions { imports, own, names })
}

/// Writes a program once more, with other places for its functions.
struct ByName {
    imports: u32,
    /// The functions as they come now, by their old index.
    order: Vec<u32>,
    /// The new index of each.
    places: Vec<u32>,
}

impl Reencode for ByName {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error> {
        Ok(self.places[index as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for index in &self.order {
            functions.function(types[(index - self.imports) as usize]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies: Vec<_> = section.into_iter().collect::<Result<_, _>>()?;
        for index in self.order.clone() {
            self.parse_function_body(code, bodies[(index - self.imports) as usize].clone())?;
        }
        Ok(())
    }

    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Result<(), Error> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, ImportSection, Module,
        NameMap, NameSection, TypeSection,
    };

    use super::by_name;

    /// A program whose first function is imported; each of the others calls itself, and all are exported.
    fn program(names: &[&str]) -> Module {
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for index in (0..).take(names.len()).skip(1) {
            functions.function(0);
            let mut body = Function::new([]);
            body.instructions().call(index).end();
            code.function(&body);
        }
        let mut exported: Vec<_> = names.iter().zip(0..).collect();
        exported.sort_unstable();
        let mut exports = ExportSection::new();
        for (name, index) in exported {
            exports.export(name, ExportKind::Func, index);
        }
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("outside", "z", EntityType::Function(0));
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module
    }

    #[test]
    fn functions_stand_in_the_order_of_their_names_and_mean_what_they_meant() {
        let names = ["z", "c", "b::h0000000000000001", "a", "b::h0000000000000000"];
        let mut known = NameMap::new();
        for (index, name) in (0..).zip(names) {
            known.append(index, name);
        }
        let mut section = NameSection::new();
        section.functions(&known);
        let mut named = program(&names);
        named.section(&section);
        let expected = program(&["z", "a", "b::h0000000000000001", "b::h0000000000000000", "c"]);
        assert_eq!(by_name(&named.finish()).unwrap(), expected.finish());
    }
}
