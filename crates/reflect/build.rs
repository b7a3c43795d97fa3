//! Reads the tree's `nodes.def` and writes what makes nodes of objects into `$OUT_DIR/from_objects.rs`, and the classes
//! that Python sees into `$OUT_DIR/classes.rs`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

struct Field {
    name: String,
    base: String,
    optional: bool,
    list: bool,
}

struct Constructor {
    name: String,
    fields: Vec<Field>,
}

struct Node {
    name: String,
    located: bool,
    product: Option<String>,
    constructors: Vec<Constructor>,
}

fn field(text: &str) -> Field {
    let (name, kind) = text.split_once(": ").expect("a field has a type");
    let base = kind.trim_end_matches(['?', '*']);
    let marks = &kind[base.len()..];
    Field {
        name: name.to_owned(),
        base: base.to_owned(),
        optional: marks.contains('?'),
        list: marks.contains('*'),
    }
}

fn main() {
    // The tree's crate says where its nodes stand: in this workspace or in a package.
    let source =
        PathBuf::from(std::env::var_os("DEP_VIVARIUM_AST_NODES").expect("vivarium-ast names its nodes"));
    println!("cargo:rerun-if-changed={}", source.display());
    println!("cargo:rerun-if-changed=build.rs");
    let text = fs::read_to_string(source).expect("nodes.def is readable");
    let mut ops: Vec<(String, Vec<String>)> = Vec::new();
    let mut nodes: Vec<Node> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let line_words: Vec<&str> = line.split_whitespace().collect();
        if line.starts_with(' ') {
            let (name, rest) = line.trim().split_once('(').expect("a constructor has parentheses");
            let fields = rest.trim_end_matches(')').split(", ").filter(|text| !text.is_empty());
            let made = Constructor { name: name.to_owned(), fields: fields.map(field).collect() };
            nodes.last_mut().expect("a type stands above").constructors.push(made);
        } else if line_words[0] == "ops" {
            ops.push((
                line_words[1].to_owned(),
                line_words[3..].iter().map(|word| (*word).to_owned()).collect(),
            ));
        } else {
            nodes.push(Node {
                name: line_words[1].to_owned(),
                located: line_words.last() == Some(&"located"),
                product: (line_words[0] == "product").then(|| line_words[2].to_owned()),
                constructors: Vec::new(),
            });
        }
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("classes.rs"), classes(&ops, &nodes)).expect("OUT_DIR is writable");
    fs::write(out.join("from_objects.rs"), from_objects(&ops, &nodes)).expect("OUT_DIR is writable");
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

/// Python's name of a type of the table.
fn python_type(base: &str) -> String {
    match base {
        "identifier" | "constant" | "string" => base.to_owned(),
        "strkind" => "string".to_owned(),
        "int" | "uint" | "flag" => "int".to_owned(),
        "BoolOp" | "UnaryOp" | "CmpOp" | "ExceptHandler" => base.to_lowercase(),
        "WithItem" => "withitem".to_owned(),
        "Operator" => "operator".to_owned(),
        other => snake(other),
    }
}

fn signature(name: &str, constructor: &Constructor) -> String {
    if constructor.fields.is_empty() {
        return name.to_owned();
    }
    let fields: Vec<String> = constructor
        .fields
        .iter()
        .map(|field| {
            let mut mark = match (field.list, field.optional) {
                (true, _) => "*",
                (false, true) => "?",
                (false, false) => "",
            };
            if field.base == "strkind" || (name == "ImportFrom" && field.name == "level") {
                mark = "?";
            }
            format!("{}{mark} {}", python_type(&field.base), field.name.trim_end_matches('_'))
        })
        .collect();
    format!("{name}({})", fields.join(", "))
}

const SUMS_OF_ONE: [(&str, &str); 2] = [("ExceptHandler", "excepthandler"), ("TypeIgnore", "type_ignore")];

fn classes(ops: &[(String, Vec<String>)], nodes: &[Node]) -> String {
    let mut out = String::from(
        "// Made by build.rs from nodes.def.\n\n/// Classes in order: a base stands before those of it.\npub static CLASSES: &[Class] = &[\n",
    );
    let mut class = |name: &str, base: &str, doc: &str, fields: &[&Field], located: bool| {
        let names: Vec<String> =
            fields.iter().map(|field| format!("\"{}\"", field.name.trim_end_matches('_'))).collect();
        let optional: Vec<String> = fields
            .iter()
            .filter(|field| {
                (field.optional && !field.list)
                    || field.base == "strkind"
                    || (name == "ImportFrom" && field.name == "level")
            })
            .map(|field| format!("\"{}\"", field.name.trim_end_matches('_')))
            .collect();
        writeln!(
            out,
            "    Class {{ name: \"{name}\", base: \"{base}\", doc: {doc:?}, fields: &[{}], optional: &[{}], located: {located} }},",
            names.join(", "),
            optional.join(", ")
        )
        .expect("a String takes all");
    };
    for node in nodes {
        match &node.product {
            Some(name) => {
                let constructor = &node.constructors[0];
                let fields: Vec<&Field> = constructor.fields.iter().collect();
                let sum = SUMS_OF_ONE.iter().find(|one| one.0 == name);
                let doc = signature(name, constructor);
                match sum {
                    Some((_, base)) => {
                        class(base, "AST", &format!("{base} = {doc}"), &[], node.located);
                        class(name, base, &doc, &fields, false);
                    }
                    None => class(name, "AST", &doc, &fields, node.located),
                }
            }
            None => {
                let base = python_type(&node.name);
                let separator = format!("\n{}| ", " ".repeat(base.len() + 1));
                let each: Vec<String> =
                    node.constructors.iter().map(|one| signature(&one.name, one)).collect();
                class(&base, "AST", &format!("{base} = {}", each.join(&separator)), &[], node.located);
                for (constructor, doc) in node.constructors.iter().zip(&each) {
                    let fields: Vec<&Field> = constructor.fields.iter().collect();
                    class(&constructor.name, &base, doc, &fields, false);
                }
            }
        }
    }
    for (name, variants) in ops {
        let base = python_type(name);
        class(&base, "AST", &format!("{base} = {}", variants.join(" | ")), &[], false);
        for variant in variants {
            class(variant, &base, variant, &[], false);
        }
    }
    out.push_str("];\n");
    out
}

fn read(owner: &str, field: &Field) -> String {
    let name = field.name.trim_end_matches('_');
    let of = format!("object, \"{owner}\", \"{name}\"");
    let leaf = matches!(
        field.base.as_str(),
        "identifier" | "constant" | "string" | "strkind" | "int" | "uint" | "flag"
    );
    match (field.base.as_str(), field.list, field.optional) {
        ("identifier", true, _) => format!("c.identifiers({of})?"),
        ("identifier", false, true) => format!("c.optional_identifier({of})?"),
        ("identifier", false, false) => format!("c.identifier({of})?"),
        ("constant", ..) => format!("c.constant({of})?"),
        ("string", _, true) => format!("c.optional_string({of})?"),
        ("string", ..) => format!("c.string({of})?"),
        ("strkind", ..) => format!("c.kind({of})?"),
        ("int", ..) => format!("c.int({of})?"),
        ("uint", ..) => format!("c.uint({of})?"),
        ("flag", ..) => format!("c.int::<i64>({of})? != 0"),
        ("CmpOp", true, _) => format!("c.cmp_ops({of})?"),
        (_, true, true) => format!("c.sparse({of}, {})?", snake(&field.base)),
        (_, true, false) => format!("c.list({of}, {})?", snake(&field.base)),
        (_, false, true) => format!("c.optional({of}, {})?", snake(&field.base)),
        (_, false, false) => {
            debug_assert!(!leaf);
            format!("c.required({of}, {})?", snake(&field.base))
        }
    }
}

fn from_objects(ops: &[(String, Vec<String>)], nodes: &[Node]) -> String {
    let mut out = String::from("// Made by build.rs from nodes.def.\n\n");
    for (name, variants) in ops {
        let base = python_type(name);
        writeln!(
            out,
            "pub(super) fn {}(c: &mut FromObjects, object: &PyObject) -> Result<{name}, Raised> {{",
            snake(name)
        )
        .expect("String");
        for variant in variants {
            writeln!(out, "    if c.is(object, \"{variant}\")? {{ return Ok({name}::{variant}); }}")
                .expect("String");
        }
        writeln!(out, "    Err(c.unexpected(\"{base}\", object))\n}}\n").expect("String");
    }
    for node in nodes {
        let name = &node.name;
        let function = if name == "Mod" { "r#mod".to_owned() } else { snake(name) };
        let result = if name == "Mod" { "Mod".to_owned() } else { format!("{name}Id") };
        writeln!(
            out,
            "pub(super) fn {function}(c: &mut FromObjects, object: &PyObject) -> Result<{result}, Raised> {{"
        )
        .expect("String");
        let base = match &node.product {
            Some(product) => SUMS_OF_ONE
                .iter()
                .find(|one| one.0 == product)
                .map_or(product.clone(), |one| one.1.to_owned()),
            None => python_type(name),
        };
        writeln!(out, "    let _depth = c.enter(\"{base}\")?;").expect("String");
        if node.located {
            writeln!(out, "    let loc = c.location(object, \"{base}\")?;").expect("String");
        }
        let fields = |out: &mut String, owner: &str, constructor: &Constructor| {
            for field in &constructor.fields {
                writeln!(out, "        let {} = {};", field.name, read(owner, field)).expect("String");
            }
            constructor.fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>().join(", ")
        };
        match &node.product {
            Some(product) => {
                let constructor = &node.constructors[0];
                let names = fields(&mut out, product, constructor);
                let loc = if node.located { ", loc" } else { "" };
                writeln!(out, "    Ok(c.ast.push({name} {{ {names}{loc} }}))\n}}\n").expect("String");
            }
            None => {
                for constructor in &node.constructors {
                    let owner = &constructor.name;
                    writeln!(out, "    if c.is(object, \"{owner}\")? {{").expect("String");
                    let names = fields(&mut out, owner, constructor);
                    let value = if constructor.fields.is_empty() {
                        owner.clone()
                    } else {
                        format!("{owner} {{ {names} }}")
                    };
                    if name == "Mod" {
                        writeln!(out, "        return Ok(Mod::{value});\n    }}").expect("String");
                    } else {
                        writeln!(out, "        let kind = {name}Kind::{value};").expect("String");
                        writeln!(out, "        return Ok(c.ast.push({name} {{ kind, loc }}));\n    }}")
                            .expect("String");
                    }
                }
                writeln!(out, "    Err(c.unexpected(\"{base}\", object))\n}}\n").expect("String");
            }
        }
    }
    out
}
