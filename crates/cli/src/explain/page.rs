//! The page as text and as HTML.

use super::{Line, Page, Tone};
use std::fmt::Write as _;
use vivarium_analyzer::form::Style;

fn title(page: &Page) -> String {
    let code = &page.report;
    let last = code.last_line.max(code.firstlineno);
    let lines = if last > code.firstlineno {
        format!("lines {} to {last}", code.firstlineno)
    } else {
        format!("line {}", code.firstlineno)
    };
    format!("{}::{}  {}, {lines}", page.file, code.qualname, code.kind)
}

fn paint(text: &str, tone: Tone, style: Style) -> String {
    let code = match tone {
        _ if !style.colour => return text.to_owned(),
        Tone::Plain => return text.to_owned(),
        Tone::Dim => "2",
        Tone::Strong => "36",
        Tone::Added => "32",
        Tone::Removed => "31",
        Tone::Warning => "33",
    };
    format!("\x1b[{code}m{text}\x1b[0m")
}

/// For a terminal: long lines go on below, indented a little more.
pub fn text(page: &Page, style: Style) -> String {
    let width = style.width.max(40);
    let bold = |text: &str| if style.colour { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() };
    let mut out = format!("{}\n", bold(&title(page)));
    for (at, section) in page.sections.iter().enumerate() {
        let head = format!("── {} {} ", at + 1, section.stage);
        let rule = "─".repeat(width.saturating_sub(head.chars().count()));
        let _ = write!(out, "\n{}\n", bold(&format!("{head}{rule}")));
        for part in wrapped(section.about, width) {
            let _ = writeln!(out, "{}", paint(&part, Tone::Dim, style));
        }
        for Line { text, tone } in &section.lines {
            for part in wrapped(text, width) {
                let _ = writeln!(out, "{}", paint(&part, *tone, style));
            }
        }
    }
    out
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let chars: Vec<char> = text.chars().map(|c| if c.is_control() { '·' } else { c }).collect();
    if chars.len() <= width {
        return vec![chars.into_iter().collect()];
    }
    let own = chars.iter().take_while(|c| **c == ' ').count();
    let indent = (own + 4).min(width / 2);
    let (mut parts, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        let front = if at == 0 { 0 } else { indent };
        let room = width - front;
        let mut end = (at + room).min(chars.len());
        if end < chars.len() {
            let space = (at + room / 2..end).rev().find(|at| chars[*at] == ' ');
            end = space.map_or(end, |space| space + 1);
        }
        let part: String = chars[at..end].iter().collect();
        parts.push(format!("{:front$}{}", "", part.trim_end()));
        at = end;
    }
    parts
}

const STYLE: &str = include_str!("page.css");

/// One self-contained page: every stage a foldable part, light and dark.
pub fn html(pages: &[Page]) -> String {
    let name = pages.first().map(title).unwrap_or_default();
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escaped(&name)
    );
    for (number, page) in pages.iter().enumerate() {
        let _ = write!(out, "<main>\n<h1>{}</h1>\n<nav>", escaped(&title(page)));
        for (at, section) in page.sections.iter().enumerate() {
            let _ = write!(out, "<a href=\"#s{number}-{at}\">{}</a>", escaped(section.stage));
        }
        out.push_str("</nav>\n");
        for (at, section) in page.sections.iter().enumerate() {
            let _ = write!(
                out,
                "<details open id=\"s{number}-{at}\">\n<summary><h2>{}. {}</h2> <span>{}</span></summary>\n<pre>",
                at + 1,
                escaped(section.stage),
                escaped(section.about)
            );
            for Line { text, tone } in &section.lines {
                let class = match tone {
                    Tone::Plain => "",
                    Tone::Dim => "dim",
                    Tone::Strong => "strong",
                    Tone::Added => "added",
                    Tone::Removed => "removed",
                    Tone::Warning => "warning",
                };
                let _ = match class {
                    "" => writeln!(out, "{}", escaped(text)),
                    class => writeln!(out, "<span class=\"{class}\">{}</span>", escaped(text)),
                };
            }
            out.push_str("</pre>\n</details>\n");
        }
        out.push_str("</main>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push('·'),
            c => out.push(c),
        }
    }
    out
}
