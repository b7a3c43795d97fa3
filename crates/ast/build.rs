//! Reads `nodes.def` and writes the node types, their storage and their reflection into `$OUT_DIR/nodes.rs`.

use std::fmt::Write as _;
use std::{env, fs, path::PathBuf};

struct Field {
    /// As in Rust; Python's name is this without a trailing underscore.
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
    /// For products: Python's class name.
    product: Option<String>,
    constructors: Vec<Constructor>,
}

fn main() {
    println!("cargo:rerun-if-changed=nodes.def");
    let folder = std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the crate is");
    println!("cargo:nodes={folder}/nodes.def");
    println!("cargo:rerun-if-changed=build.rs");
    let text = fs::read_to_string("nodes.def").expect("nodes.def is readable");
    let (ops, nodes) = parse(&text);
    let mut out = String::from("// Made by build.rs from nodes.def.\n\n");
    for (name, variants) in &ops {
        write_ops(&mut out, name, variants);
    }
    for node in &nodes {
        write_types(&mut out, node);
    }
    write_storage(&mut out, &nodes);
    write_reflection(&mut out, &ops, &nodes);
    write_visitor(&mut out, &nodes);
    let path = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("nodes.rs");
    fs::write(path, out).expect("OUT_DIR is writable");
}

fn parse(text: &str) -> (Vec<(String, Vec<String>)>, Vec<Node>) {
    let mut ops = Vec::new();
    let mut nodes: Vec<Node> = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if line.starts_with(' ') {
            let (name, rest) = trimmed.split_once('(').expect("a constructor has parentheses");
            let fields = rest.trim_end_matches(')');
            let fields =
                fields.split(',').map(str::trim).filter(|field| !field.is_empty()).map(field).collect();
            let node = nodes.last_mut().expect("a constructor stands under its type");
            node.constructors.push(Constructor { name: name.trim().to_owned(), fields });
            continue;
        }
        let words: Vec<&str> = trimmed.split_whitespace().collect();
        match words[0] {
            "ops" => {
                ops.push((words[1].to_owned(), words[3..].iter().map(|word| word.to_string()).collect()))
            }
            "sum" | "product" => nodes.push(Node {
                name: words[1].to_owned(),
                located: words.last() == Some(&"located"),
                product: (words[0] == "product").then(|| words[2].to_owned()),
                constructors: Vec::new(),
            }),
            other => panic!("nodes.def: what is {other}?"),
        }
    }
    (ops, nodes)
}

fn field(text: &str) -> Field {
    let (name, kind) = text.split_once(':').expect("a field is `name: type`");
    let kind = kind.trim();
    let list = kind.ends_with('*');
    let kind = kind.trim_end_matches('*');
    let optional = kind.ends_with('?');
    Field { name: name.trim().to_owned(), base: kind.trim_end_matches('?').to_owned(), optional, list }
}

impl Field {
    fn is_leaf(&self) -> bool {
        self.base.starts_with(char::is_lowercase)
    }

    fn item_type(&self) -> String {
        match self.base.as_str() {
            "identifier" => "Symbol".into(),
            "constant" | "string" => "ConstId".into(),
            "strkind" => "StrKind".into(),
            "int" => "i32".into(),
            "uint" => "u32".into(),
            "flag" => "bool".into(),
            op if is_op(op) => op.into(),
            node => format!("{node}Id"),
        }
    }

    fn rust_type(&self) -> String {
        let item = self.item_type();
        match (self.list, self.optional) {
            (true, _) if self.base == "CmpOp" => "CmpOpList".into(),
            (true, true) => format!("List<Option<{item}>>"),
            (true, false) => format!("List<{item}>"),
            (false, true) => format!("Option<{item}>"),
            (false, false) => item,
        }
    }

    fn python_name(&self) -> &str {
        self.name.trim_end_matches('_')
    }

    fn reflect(&self) -> String {
        let name = &self.name;
        let node = |value: &str| format!("Field::Node(NodeRef::{}({value}))", self.base);
        match (self.base.as_str(), self.list, self.optional) {
            ("identifier", true, _) => format!("Field::Symbols({name})"),
            ("identifier", _, true) => format!("{name}.map_or(Field::Absent, Field::Symbol)"),
            ("identifier", ..) => format!("Field::Symbol({name})"),
            ("string", _, true) => format!("{name}.map_or(Field::Absent, Field::Constant)"),
            ("constant" | "string", ..) => format!("Field::Constant({name})"),
            ("strkind", ..) => format!("Field::Kind({name})"),
            ("int" | "uint" | "flag", ..) => format!("Field::Int(i64::from({name}))"),
            ("CmpOp", true, _) => format!("Field::CmpOps({name})"),
            (op, ..) if is_op(op) => format!("Field::Op(OpRef::{op}({name}))"),
            (_, true, true) => format!("Field::Nodes(ListRef::Optional{}({name}))", self.base),
            (_, true, false) => format!("Field::Nodes(ListRef::{}({name}))", self.base),
            (_, false, true) => format!("{name}.map_or(Field::Absent, |id| {})", node("id")),
            (_, false, false) => node(name),
        }
    }

    fn child(&self) -> Option<String> {
        let name = &self.name;
        if self.is_leaf() || is_op(&self.base) {
            return None;
        }
        let base = &self.base;
        Some(match (self.list, self.optional) {
            (true, true) => {
                format!("for id in ast.list({name}).iter().flatten() {{ child(NodeRef::{base}(*id)); }}")
            }
            (true, false) => format!("for id in ast.list({name}) {{ child(NodeRef::{base}(*id)); }}"),
            (false, true) => format!("if let Some(id) = {name} {{ child(NodeRef::{base}(id)); }}"),
            (false, false) => format!("child(NodeRef::{base}({name}));"),
        })
    }
}

fn is_op(name: &str) -> bool {
    matches!(name, "ExprContext" | "BoolOp" | "Operator" | "UnaryOp" | "CmpOp")
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for (index, c) in name.char_indices() {
        if c.is_uppercase() && index > 0 {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

fn write_ops(out: &mut String, name: &str, variants: &[String]) {
    writeln!(out, "/// Python's `{}`.", name.to_lowercase()).unwrap();
    writeln!(out, "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n#[repr(u8)]\npub enum {name} {{")
        .unwrap();
    for variant in variants {
        writeln!(out, "    {variant},").unwrap();
    }
    writeln!(out, "}}\n\nimpl {name} {{").unwrap();
    let all: Vec<String> = variants.iter().map(|variant| format!("Self::{variant}")).collect();
    writeln!(out, "    /// Every one, in declaration order.").unwrap();
    writeln!(out, "    pub const ALL: [Self; {}] = [{}];\n", variants.len(), all.join(", ")).unwrap();
    writeln!(out, "    /// The class name in Python's `ast`.").unwrap();
    writeln!(out, "    pub const fn name(self) -> &'static str {{\n        match self {{").unwrap();
    for variant in variants {
        writeln!(out, "            Self::{variant} => \"{variant}\",").unwrap();
    }
    writeln!(out, "        }}\n    }}\n}}\n").unwrap();
}

fn fields(out: &mut String, fields: &[Field], indent: &str, public: &str) {
    for field in fields {
        writeln!(out, "{indent}{public}{}: {},", field.name, field.rust_type()).unwrap();
    }
}

fn write_types(out: &mut String, node: &Node) {
    let name = &node.name;
    if let Some(python) = &node.product {
        writeln!(
            out,
            "/// Python's `{python}`.\n#[derive(Clone, Copy, Debug, PartialEq)]\npub struct {name} {{"
        )
        .unwrap();
        fields(out, &node.constructors[0].fields, "    ", "pub ");
    } else {
        let kind = if name == "Mod" { "Mod".to_owned() } else { format!("{name}Kind") };
        writeln!(out, "/// The constructors of Python's `{}`.", name.to_lowercase()).unwrap();
        writeln!(out, "#[derive(Clone, Copy, Debug, PartialEq)]\npub enum {kind} {{").unwrap();
        for constructor in &node.constructors {
            if constructor.fields.is_empty() {
                writeln!(out, "    {},", constructor.name).unwrap();
            } else {
                writeln!(out, "    {} {{", constructor.name).unwrap();
                fields(out, &constructor.fields, "        ", "");
                writeln!(out, "    }},").unwrap();
            }
        }
        writeln!(out, "}}\n").unwrap();
        if name == "Mod" {
            return;
        }
        writeln!(
            out,
            "/// One `{}` node.\n#[derive(Clone, Copy, Debug, PartialEq)]\npub struct {name} {{",
            name.to_lowercase()
        )
        .unwrap();
        writeln!(out, "    /// Which constructor, with its children.\n    pub kind: {kind},").unwrap();
    }
    if node.located {
        writeln!(out, "    /// Where it stands; see [`Ast::location`].\n    pub loc: Loc,").unwrap();
    }
    writeln!(out, "}}\n").unwrap();
    writeln!(out, "node_id!({name}Id, {name});\n").unwrap();
}

fn write_storage(out: &mut String, nodes: &[Node]) {
    let stored: Vec<&Node> = nodes.iter().filter(|node| node.name != "Mod").collect();
    writeln!(out, "/// Arenas and list pools, one of each a node type.\n#[derive(Clone, Debug)]\npub(crate) struct Storage {{").unwrap();
    for node in &stored {
        let snake = snake(&node.name);
        writeln!(out, "    pub(crate) {snake}: NodeArena<{}>,", node.name).unwrap();
        writeln!(out, "    pub(crate) {snake}_lists: Pool<{}Id>,", node.name).unwrap();
    }
    writeln!(out, "    pub(crate) optional_expr_lists: Pool<Option<ExprId>>,").unwrap();
    writeln!(out, "    pub(crate) symbol_lists: Pool<Symbol>,\n}}\n").unwrap();
    writeln!(out, "impl Storage {{\n    pub(crate) fn new() -> Self {{\n        Self {{").unwrap();
    for node in &stored {
        let snake = snake(&node.name);
        writeln!(out, "            {snake}: NodeArena::new(),\n            {snake}_lists: Pool::new(),")
            .unwrap();
    }
    writeln!(out, "            optional_expr_lists: Pool::new(),\n            symbol_lists: Pool::new(),")
        .unwrap();
    writeln!(out, "        }}\n    }}\n}}\n").unwrap();
    for node in &stored {
        let (name, snake) = (&node.name, snake(&node.name));
        writeln!(out, "stored!({name}, {name}Id, {snake}, {snake}_lists);").unwrap();
    }
    writeln!(out, "listed!(Option<ExprId>, optional_expr_lists);\nlisted!(Symbol, symbol_lists);\n").unwrap();
}

/// Writes one match arm a constructor (or the body for a product), with `body` for what it does.
fn arms(
    out: &mut String,
    nodes: &[Node],
    used: impl Fn(&Field) -> bool,
    body: impl Fn(&Node, &Constructor) -> String,
) {
    for node in nodes {
        let name = &node.name;
        let names = |constructor: &Constructor| {
            let mut names: Vec<&str> = constructor
                .fields
                .iter()
                .filter(|field| used(field))
                .map(|field| field.name.as_str())
                .collect();
            if names.len() < constructor.fields.len() || (node.product.is_some() && node.located) {
                names.push("..");
            }
            names.join(", ")
        };
        if node.product.is_some() {
            let constructor = &node.constructors[0];
            writeln!(
                out,
                "            Self::{name}(id) => {{\n                let {name} {{ {} }} = ast[id];",
                names(constructor)
            )
            .unwrap();
            writeln!(out, "                {}\n            }}", body(node, constructor)).unwrap();
            continue;
        }
        let (head, subject, kind) = match name.as_str() {
            "Mod" => ("Self::Mod".to_owned(), "ast.root".to_owned(), "Mod".to_owned()),
            _ => (format!("Self::{name}(id)"), "ast[id].kind".to_owned(), format!("{name}Kind")),
        };
        writeln!(out, "            {head} => match {subject} {{").unwrap();
        for constructor in &node.constructors {
            let fields = names(constructor);
            let fields =
                if constructor.fields.is_empty() { String::new() } else { format!(" {{ {fields} }}") };
            writeln!(
                out,
                "                {kind}::{}{fields} => {{ {} }}",
                constructor.name,
                body(node, constructor)
            )
            .unwrap();
        }
        writeln!(out, "            }},").unwrap();
    }
}

fn write_reflection(out: &mut String, ops: &[(String, Vec<String>)], nodes: &[Node]) {
    writeln!(
        out,
        "/// Any operator or context.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum OpRef {{"
    )
    .unwrap();
    for (name, _) in ops {
        writeln!(out, "    {name}({name}),").unwrap();
    }
    writeln!(out, "}}\n\nimpl OpRef {{\n    /// The class name in Python's `ast`.").unwrap();
    writeln!(out, "    pub const fn name(self) -> &'static str {{\n        match self {{").unwrap();
    for (name, _) in ops {
        writeln!(out, "            Self::{name}(op) => op.name(),").unwrap();
    }
    writeln!(out, "        }}\n    }}\n}}\n").unwrap();

    writeln!(out, "/// Any node.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\npub enum NodeRef {{")
        .unwrap();
    for node in nodes {
        let name = &node.name;
        if name == "Mod" {
            writeln!(out, "    /// The root.\n    Mod,").unwrap();
        } else {
            writeln!(out, "    {name}({name}Id),").unwrap();
        }
    }
    writeln!(out, "}}\n\nimpl NodeRef {{").unwrap();
    writeln!(
        out,
        "    /// The class name in Python's `ast`.\n    pub fn class_name(self, ast: &Ast) -> &'static str {{"
    )
    .unwrap();
    writeln!(out, "        match self {{").unwrap();
    for node in nodes {
        let name = &node.name;
        if let Some(python) = &node.product {
            writeln!(out, "            Self::{name}(_) => \"{python}\",").unwrap();
            continue;
        }
        let (head, subject, kind) = match name.as_str() {
            "Mod" => ("Self::Mod".to_owned(), "ast.root".to_owned(), "Mod".to_owned()),
            _ => (format!("Self::{name}(id)"), "ast[id].kind".to_owned(), format!("{name}Kind")),
        };
        writeln!(out, "            {head} => match {subject} {{").unwrap();
        for constructor in &node.constructors {
            let rest = if constructor.fields.is_empty() { "" } else { " { .. }" };
            writeln!(out, "                {kind}::{}{rest} => \"{0}\",", constructor.name).unwrap();
        }
        writeln!(out, "            }},").unwrap();
    }
    writeln!(out, "        }}\n    }}\n").unwrap();

    writeln!(out, "    /// Where it stands, for those nodes that Python gives a position.").unwrap();
    writeln!(out, "    pub fn loc(self, ast: &Ast) -> Option<Loc> {{\n        match self {{").unwrap();
    for node in nodes {
        let name = &node.name;
        match (name.as_str(), node.located) {
            ("Mod", _) => writeln!(out, "            Self::Mod => None,").unwrap(),
            (_, true) => writeln!(out, "            Self::{name}(id) => Some(ast[id].loc),").unwrap(),
            (_, false) => writeln!(out, "            Self::{name}(_) => None,").unwrap(),
        }
    }
    writeln!(out, "        }}\n    }}\n").unwrap();

    writeln!(
        out,
        "    /// Calls `field` with the name (Python's) and value of each field, in Python's order."
    )
    .unwrap();
    writeln!(out, "    pub fn fields(self, ast: &Ast, mut field: impl FnMut(&'static str, Field)) {{\n        match self {{")
        .unwrap();
    arms(
        out,
        nodes,
        |_| true,
        |_, constructor| {
            constructor
                .fields
                .iter()
                .map(|field| format!("field(\"{}\", {});", field.python_name(), field.reflect()))
                .collect::<Vec<_>>()
                .join(" ")
        },
    );
    writeln!(out, "        }}\n    }}\n").unwrap();

    writeln!(out, "    /// Calls `child` with each child, in field order.").unwrap();
    writeln!(
        out,
        "    pub fn children(self, ast: &Ast, mut child: impl FnMut(NodeRef)) {{\n        match self {{"
    )
    .unwrap();
    arms(
        out,
        nodes,
        |field| field.child().is_some(),
        |_, constructor| {
            constructor.fields.iter().filter_map(Field::child).collect::<Vec<_>>().join("\n                ")
        },
    );
    writeln!(out, "        }}\n    }}\n}}\n").unwrap();

    writeln!(out, "/// A list of children of any type.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum ListRef {{").unwrap();
    let stored: Vec<&Node> = nodes.iter().filter(|node| node.name != "Mod").collect();
    for node in &stored {
        writeln!(out, "    {0}(List<{0}Id>),", node.name).unwrap();
    }
    writeln!(out, "    OptionalExpr(List<Option<ExprId>>),\n}}\n\nimpl ListRef {{").unwrap();
    writeln!(
        out,
        "    /// How many items.\n    pub fn len(self, ast: &Ast) -> usize {{\n        match self {{"
    )
    .unwrap();
    for node in &stored {
        writeln!(out, "            Self::{}(list) => ast.list(list).len(),", node.name).unwrap();
    }
    writeln!(out, "            Self::OptionalExpr(list) => ast.list(list).len(),\n        }}\n    }}\n")
        .unwrap();
    writeln!(out, "    /// Whether there are no items.\n    pub fn is_empty(self, ast: &Ast) -> bool {{")
        .unwrap();
    writeln!(out, "        self.len(ast) == 0\n    }}\n").unwrap();
    writeln!(out, "    /// The item at `index`; `None` for an absent one, or past the end.").unwrap();
    writeln!(
        out,
        "    pub fn get(self, ast: &Ast, index: usize) -> Option<NodeRef> {{\n        match self {{"
    )
    .unwrap();
    for node in &stored {
        writeln!(
            out,
            "            Self::{0}(list) => ast.list(list).get(index).map(|id| NodeRef::{0}(*id)),",
            node.name
        )
        .unwrap();
    }
    writeln!(out, "            Self::OptionalExpr(list) => ast.list(list).get(index).copied().flatten().map(NodeRef::Expr),").unwrap();
    writeln!(out, "        }}\n    }}\n}}\n").unwrap();
}

fn write_visitor(out: &mut String, nodes: &[Node]) {
    writeln!(out, "/// Hooks of a walk in source order. `Ast::visit` drives it with a stack of its own, so depth is no danger.")
        .unwrap();
    writeln!(out, "#[allow(unused_variables)]\npub trait Visitor {{").unwrap();
    for node in nodes.iter().filter(|node| node.name != "Mod") {
        let (name, snake) = (&node.name, snake(&node.name));
        writeln!(out, "    /// Before the children; `false` leaves them out.").unwrap();
        writeln!(
            out,
            "    fn enter_{snake}(&mut self, ast: &Ast, id: {name}Id) -> bool {{\n        true\n    }}"
        )
        .unwrap();
        writeln!(out, "    /// After the children.").unwrap();
        writeln!(out, "    fn leave_{snake}(&mut self, ast: &Ast, id: {name}Id) {{}}").unwrap();
    }
    writeln!(out, "}}\n\nimpl NodeRef {{").unwrap();
    writeln!(out, "    pub(crate) fn enter<V: Visitor + ?Sized>(self, ast: &Ast, visitor: &mut V) -> bool {{\n        match self {{")
        .unwrap();
    writeln!(out, "            Self::Mod => true,").unwrap();
    for node in nodes.iter().filter(|node| node.name != "Mod") {
        writeln!(out, "            Self::{}(id) => visitor.enter_{}(ast, id),", node.name, snake(&node.name))
            .unwrap();
    }
    writeln!(out, "        }}\n    }}\n").unwrap();
    writeln!(out, "    pub(crate) fn leave<V: Visitor + ?Sized>(self, ast: &Ast, visitor: &mut V) {{\n        match self {{").unwrap();
    writeln!(out, "            Self::Mod => {{}}").unwrap();
    for node in nodes.iter().filter(|node| node.name != "Mod") {
        writeln!(out, "            Self::{}(id) => visitor.leave_{}(ast, id),", node.name, snake(&node.name))
            .unwrap();
    }
    writeln!(out, "        }}\n    }}\n}}").unwrap();
}
