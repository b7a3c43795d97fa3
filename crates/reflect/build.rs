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

/// How a field is read: the expression, and whether it gives an `Option` of what must be there.
fn read(field: &Field) -> (String, bool) {
    let name = field.name.trim_end_matches('_');
    let convert = match field.base.as_str() {
        "strkind" => "kind".to_owned(),
        "uint" | "flag" => "int".to_owned(),
        base => snake(base),
    };
    let of = format!("of, \"{name}\", {convert}");
    match (field.base.as_str(), field.list, field.optional) {
        ("CmpOp", true, _) => (format!("c.cmp_ops({of})?"), false),
        (_, true, true) => (format!("c.sparse({of})?"), false),
        (_, true, false) => (format!("c.list({of})?"), false),
        ("strkind", ..) => (format!("c.optional({of})?.unwrap_or(StrKind::Plain)"), false),
        // A negative number stands above all others, so that the validator finds it.
        ("uint", ..) if name == "level" => (format!("c.optional({of})?.unwrap_or(0) as u32"), false),
        (_, false, true) => (format!("c.optional({of})?"), false),
        (_, false, false) => (format!("c.field({of})?"), true),
    }
}

/// The statements that read all fields of a node, then `behind`, then ask for those that must be there; and the names of
/// the fields.
fn read_fields(out: &mut String, constructor: &Constructor, behind: &str) -> String {
    for field in &constructor.fields {
        writeln!(out, "    let {} = {};", field.name, read(field).0).expect("String");
    }
    out.push_str(behind);
    for field in constructor.fields.iter().filter(|field| read(field).1) {
        let name = &field.name;
        let cast = match field.base.as_str() {
            "uint" => " as u32",
            "flag" => " != 0",
            _ => "",
        };
        writeln!(out, "    let {name} = of.some(\"{name}\", {name})?{cast};").expect("String");
    }
    constructor.fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>().join(", ")
}

fn owner(out: &mut String, name: &str) {
    writeln!(
        out,
        "    let of = Owner {{ object, name: \"{name}\", place: \" while traversing '{name}' node\" }};"
    )
    .expect("String");
}

/// A sum, whose nodes stand in the tree as `kind` or by themselves. Its attributes come before its fields.
fn sum(out: &mut String, node: &Node, base: &str, constructors: &[(&str, &Constructor)]) {
    let name = &node.name;
    writeln!(out, "    if object.is_none() {{\n        return Ok(None);\n    }}").expect("String");
    if node.located {
        owner(out, base);
        // A pattern's end is not optional.
        writeln!(out, "    let loc = c.location(of, {})?;", name != "Pattern").expect("String");
    }
    let classes: Vec<String> = constructors.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    writeln!(out, "    match c.class_of(object, &[{}])? {{", classes.join(", ")).expect("String");
    for (class, constructor) in constructors {
        writeln!(out, "    Some(\"{class}\") => {{").expect("String");
        if !constructor.fields.is_empty() {
            owner(out, class);
        }
        let names = read_fields(out, constructor, "");
        let loc = if node.located { ", loc" } else { "" };
        let kind = match (name.as_str(), names.as_str(), &node.product) {
            ("Mod", names, _) => format!("Mod::{class} {{ {names} }}"),
            (_, names, Some(_)) => format!("c.ast.push({name} {{ {names}{loc} }})"),
            (_, "", None) => format!("c.ast.push({name} {{ kind: {name}Kind::{class}{loc} }})"),
            (_, names, None) => {
                format!("c.ast.push({name} {{ kind: {name}Kind::{class} {{ {names} }}{loc} }})")
            }
        };
        writeln!(out, "    Ok(Some({kind}))\n    }}").expect("String");
    }
    writeln!(out, "    _ => Err(c.unexpected(\"{base}\", object)),\n    }}").expect("String");
}

fn from_objects(ops: &[(String, Vec<String>)], nodes: &[Node]) -> String {
    let mut out = String::from("// Made by build.rs from nodes.def.\n\n");
    let head = |out: &mut String, function: &str, result: &str| {
        writeln!(
            out,
            "fn {function}(c: &mut FromObjects, object: &PyObject) -> Result<Option<{result}>, Raised> {{"
        )
        .expect("String");
    };
    for (name, variants) in ops {
        let base = python_type(name);
        head(&mut out, &snake(name), name);
        let classes: Vec<String> = variants.iter().map(|name| format!("\"{name}\"")).collect();
        writeln!(out, "    match c.class_of(object, &[{}])? {{", classes.join(", ")).expect("String");
        for variant in variants {
            writeln!(out, "    Some(\"{variant}\") => Ok(Some({name}::{variant})),").expect("String");
        }
        writeln!(out, "    _ => Err(c.unexpected(\"{base}\", object)),\n    }}\n}}\n").expect("String");
    }
    for node in nodes {
        let name = &node.name;
        let is_root = name == "Mod";
        let function = if is_root { "r#mod".to_owned() } else { snake(name) };
        head(&mut out, &function, &if is_root { "Mod".to_owned() } else { format!("{name}Id") });
        match &node.product {
            Some(product) => match SUMS_OF_ONE.iter().find(|one| one.0 == product) {
                Some((_, base)) => sum(&mut out, node, base, &[(product, &node.constructors[0])]),
                None => {
                    owner(&mut out, product);
                    // Its attributes come behind its fields.
                    let (behind, loc) = if node.located {
                        ("    let loc = c.location(of, true)?;\n", ", loc")
                    } else {
                        ("", "")
                    };
                    let names = read_fields(&mut out, &node.constructors[0], behind);
                    writeln!(out, "    Ok(Some(c.ast.push({name} {{ {names}{loc} }})))").expect("String");
                }
            },
            None => {
                let constructors: Vec<_> =
                    node.constructors.iter().map(|one| (one.name.as_str(), one)).collect();
                sum(&mut out, node, &python_type(name), &constructors);
            }
        }
        out.push_str("}\n\n");
    }
    out
}
