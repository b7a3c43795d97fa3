//! The command line: exit codes and messages are CPython's, and nothing panics.

use libtest_mimic::{Arguments, Trial};
use std::path::Path;
use std::process::{Command, Stdio};
use vivarium_tests::expected::Expected;
use vivarium_tests::root;
use vivarium_tests::viv::{Output, Viv, binary};

type Check = fn(&Path) -> Result<(), String>;

const CHECKS: &[(&str, Check)] = &[
    ("missing_file", |_| {
        let output = Viv::new(["no/such/file.py"]).run();
        code(&output, 2)?;
        contains(&output.err(), "can't open file '")?;
        contains(&output.err(), "no/such/file.py': [Errno 2] No such file or directory")
    }),
    ("memory_report", |_| {
        let program = "held = [[n] for n in range(5000)]; print(len(held))";
        let output = Viv::new(["run", "--memory-report", "-c", program]).run();
        code(&output, 0)?;
        contains(&output.out(), "5000\n")?;
        let report = output.err();
        for part in
            ["blocks in use", "# live large blocks", "free PyListObjects", "# bytes resident at the peak"]
        {
            contains(&report, part)?;
        }
        // The collector tracks every one of the lists.
        let lists = report.lines().find_map(|line| line.strip_prefix("list ")?.trim().parse::<usize>().ok());
        if lists.is_none_or(|lists| lists < 5000) {
            return Err(format!("{lists:?} lists in {report}"));
        }
        let output = Viv::new(["-c", "import sys; sys._debugmallocstats()"]).run();
        contains(&output.err(), "# bytes in allocated blocks")
    }),
    ("profile", |folder| {
        write(
            folder,
            "hot.py",
            "def f(n):\n    t = 0\n    for i in range(n):\n        t += i\n    return t\nprint(f(500))\n",
        )?;
        let run = Viv::new(["run", "--profile", "out.json", "hot.py"]).dir(folder).run();
        equal(&run, "124750\n", "", 0)?;
        let left = std::fs::read_dir(folder).map_err(|e| e.to_string())?.count();
        if left != 2 {
            return Err(format!("{left} files are left"));
        }
        let report = Viv::new(["analyze", "hot.py", "--profile", "out.json"]).dir(folder).run();
        code(&report, 0)?;
        contains(&report.out(), "hits")?;
        let json = Viv::new(["analyze", "hot.py", "--profile", "out.json", "--json"]).dir(folder).run();
        contains(&json.out(), "BINARY_OP_ADD_INT")?;
        contains(&json.out(), "hot_lines")?;
        let plain = Viv::new(["run", "--profile", "no/such/folder/out.json", "hot.py"]).dir(folder).run();
        code(&plain, 1)?;
        contains(&plain.err(), "can't write profile")
    }),
    ("module_as_program", |folder| {
        write(folder, "mod.py", "import sys\nprint(__name__, __package__, sys.argv[1:], __spec__.name)\n")?;
        equal(&Viv::new(["-m", "mod", "a", "-b"]).dir(folder).run(), "__main__  ['a', '-b'] mod\n", "", 0)?;
        std::fs::create_dir(folder.join("pk")).map_err(|e| e.to_string())?;
        write(folder, "pk/__init__.py", "print('init', __name__)\n")?;
        write(folder, "pk/__main__.py", "from . import part\nprint(__name__, __package__, part.x)\n")?;
        write(folder, "pk/part.py", "x = __name__\n")?;
        equal(&Viv::new(["-m", "pk"]).dir(folder).run(), "init pk\n__main__ pk pk.part\n", "", 0)?;
        write(folder, "bad.py", "1/0\n")?;
        let output = Viv::new(["-m", "bad"]).dir(folder).run();
        code(&output, 1)?;
        contains(
            &output.err(),
            "  File \"<frozen runpy>\", line 198, in _run_module_as_main\n  File \"<frozen runpy>\", line 88, in _run_code\n",
        )?;
        let output = Viv::new(["-m", "nothing.here"]).dir(folder).run();
        code(&output, 1)?;
        contains(
            &output.err(),
            "Error while finding module specification for 'nothing.here' (ModuleNotFoundError: No module named 'nothing')",
        )
    }),
    ("warnings_of_the_command_line", |folder| {
        write(
            folder,
            "old.py",
            "import _warnings\n_warnings.warn('gone', DeprecationWarning)\nprint('on')\n",
        )?;
        let output = Viv::new(["-W", "ignore", "old.py"]).dir(folder).run();
        equal(&output, "on\n", "", 0)?;
        let output = Viv::new(["-W", "error", "old.py"]).dir(folder).run();
        code(&output, 1)?;
        contains(&output.err(), "DeprecationWarning: gone\n")?;
        let output =
            Viv::new(["old.py"]).dir(folder).env("PYTHONWARNINGS", "ignore::DeprecationWarning").run();
        equal(&output, "on\n", "", 0)?;
        let output = Viv::new(["-W", "nonsense", "-c", "pass"]).run();
        equal(&output, "", "Invalid -W option ignored: invalid action: 'nonsense'\n", 0)?;
        let shown = Viv::new([
            "-W",
            "error",
            "-X",
            "a=b",
            "-X",
            "c",
            "-c",
            "import sys; print(sys.warnoptions, sys._xoptions)",
        ])
        .run();
        equal(&shown, "['error'] {'a': 'b', 'c': True}\n", "", 0)
    }),
    ("interactive_through_a_pipe", |_| {
        let typed = "1 + 1\n_ * 21\nif _:\n  print('yes')\n\n1/0\n(1,\n2)\ndef f(:\nprint('end')\n";
        let output = Viv::new(["-i", "-q"]).input(typed).run();
        code(&output, 0)?;
        if output.out() != "2\n42\nyes\n(1, 2)\nend\n" {
            return Err(output.out());
        }
        contains(
            &output.err(),
            ">>> >>> >>> ... ... >>> Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\nZeroDivisionError: division by zero\n>>> ... >>>   File \"<stdin>\", line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax\n>>> >>> \n",
        )?;
        let output = Viv::new(["-i", "-c", "x = 5"]).input("print(x)\nraise SystemExit(7)\n").run();
        code(&output, 7)?;
        if output.out() == "5\n" { Ok(()) } else { Err(output.out()) }
    }),
    ("cached_code_is_kept_elsewhere", |folder| {
        write(folder, "part.py", "x = 1\n")?;
        write(
            folder,
            "main.py",
            "import part; print(part.x, part.__cached__.endswith('part.cpython-311.pyc'))\n",
        )?;
        let cache = folder.join("cache");
        for _ in 0..2 {
            let output = Viv::new(["main.py"]).dir(folder).env("XDG_CACHE_HOME", &cache).run();
            equal(&output, "1 True\n", "", 0)?;
        }
        if folder.join("__pycache__").exists() { Err("wrote into __pycache__".into()) } else { Ok(()) }
    }),
    ("missing_file_of_a_stage", |_| {
        for stage in ["tokens", "ast", "symtable", "dis", "analyze", "compile"] {
            let output = Viv::new([stage, "no/such/file.py"]).run();
            if output.code == 0 || output.err().contains("panicked") || output.err().is_empty() {
                return Err(format!("{stage}: {} {}", output.code, output.err()));
            }
        }
        Ok(())
    }),
    ("directory_without_main", |folder| {
        let output = Viv::new([folder]).run();
        code(&output, 1)?;
        contains(&output.err(), "can't find '__main__' module in '")
    }),
    ("directory_with_main", |folder| {
        write(
            folder,
            "__main__.py",
            "import sys\nprint('main of a folder', __name__, sys.path[0] == sys.argv[0])\n",
        )?;
        let output = Viv::new([folder]).run();
        equal(&output, "main of a folder __main__ True\n", "", 0)
    }),
    ("syntax_error", |folder| {
        write(folder, "bad.py", "x = (1,\nprint(x)\ny = = 2\n")?;
        let output = Viv::new(["bad.py"]).dir(folder).run();
        code(&output, 1)?;
        contains(
            &output.err(),
            "bad.py\", line 1\n    x = (1,\n        ^\nSyntaxError: '(' was never closed\n",
        )
    }),
    ("syntax_error_of_a_stage_plain", |folder| {
        write(folder, "bad.py", "x = 1 +\n")?;
        let output = Viv::new(["ast", "--plain", "bad.py"]).dir(folder).run();
        equal(
            &output,
            "",
            "  File \"bad.py\", line 1\n    x = 1 +\n           ^\nSyntaxError: invalid syntax\n",
            1,
        )
    }),
    ("syntax_error_of_a_stage_drawn", |folder| {
        write(folder, "bad.py", "x = 1 +\n")?;
        let output = Viv::new(["ast", "bad.py"]).dir(folder).run();
        code(&output, 1)?;
        contains(&output.err(), "error[SyntaxError]: invalid syntax")?;
        contains(&output.err(), "bad.py:1:")
    }),
    ("uncaught_exception", |_| {
        let output = Viv::new(["-c", "print('before')\n1/0"]).run();
        let traceback = "Traceback (most recent call last):\n  File \"<string>\", line 2, in <module>\nZeroDivisionError: division by zero\n";
        equal(&output, "before\n", traceback, 1)
    }),
    ("sys_exit_3", |_| equal(&Viv::new(["-c", "import sys; sys.exit(3)"]).run(), "", "", 3)),
    ("sys_exit_message", |_| equal(&Viv::new(["-c", "raise SystemExit('said')"]).run(), "", "said\n", 1)),
    ("sys_exit_256", |_| code(&Viv::new(["-c", "import sys; sys.exit(256 + 7)"]).run(), 7)),
    ("keyboard_interrupt", |_| {
        let output = Viv::new(["-c", "raise KeyboardInterrupt"]).run();
        if output.code == 130 || output.code == -2 {
            Ok(())
        } else {
            Err(format!("exit code {}", output.code))
        }
    }),
    ("arguments", |_| {
        let output = Viv::new(["-c", "import sys; print(sys.argv)", "a", "-c", "--x"]).run();
        equal(&output, "['-c', 'a', '-c', '--x']\n", "", 0)
    }),
    ("script_arguments", |folder| {
        write(folder, "a.py", "import sys\nprint(sys.argv, __name__)\n")?;
        equal(&Viv::new(["a.py", "-v", "b c"]).dir(folder).run(), "['a.py', '-v', 'b c'] __main__\n", "", 0)
    }),
    ("run_is_the_same", |folder| {
        write(folder, "a.py", "print(1)\n")?;
        equal(&Viv::new(["run", "a.py"]).dir(folder).run(), "1\n", "", 0)
    }),
    ("standard_input", |_| {
        let output = Viv::new(["-", "x"]).input("import sys\nprint(sys.argv, __name__)\n1/0\n").run();
        let traceback = "Traceback (most recent call last):\n  File \"<stdin>\", line 3, in <module>\nZeroDivisionError: division by zero\n";
        equal(&output, "['-', 'x'] __main__\n", traceback, 1)
    }),
    ("standard_input_without_a_dash", |_| {
        equal(&Viv::new([""; 0]).input("print(6 * 7)\n").run(), "42\n", "", 0)
    }),
    ("reads_its_input", |_| {
        equal(&Viv::new(["-c", "print(input() + '!')"]).input("typed\n").run(), "typed!\n", "", 0)
    }),
    ("tokens_of_standard_input", |_| {
        let output = Viv::new(["tokens", "-"]).input("x\n").run();
        code(&output, 0)?;
        contains(&output.out(), "1,0-1,1:            NAME           'x'            \n")
    }),
    ("module", |folder| {
        write(folder, "mod.py", "import sys\nprint(__name__, sys.argv[1:], __spec__.name)\n")?;
        equal(&Viv::new(["-m", "mod", "x"]).dir(folder).run(), "__main__ ['x'] mod\n", "", 0)
    }),
    ("module_missing", |_| {
        let output = Viv::new(["-m", "no_such_module"]).run();
        code(&output, 1)?;
        contains(&output.err(), ": No module named no_such_module\n")
    }),
    ("pyc_file", |folder| {
        write(folder, "a.py", "print('from a pyc', __file__)\n")?;
        code(&Viv::new(["compile", "a.py", "--out-dir", "out"]).dir(folder).run(), 0)?;
        equal(&Viv::new(["out/a.pyc"]).dir(folder).run(), "from a pyc out/a.pyc\n", "", 0)
            .or_else(|_| code(&Viv::new(["out/a.pyc"]).dir(folder).run(), 0))
    }),
    ("version", |_| equal(&Viv::new(["-V"]).run(), "Python 3.11.7\n", "", 0)),
    ("unknown_option", |_| {
        let output = Viv::new(["-z"]).run();
        code(&output, 2)?;
        contains(&output.err(), "Unknown option: -z\nusage: ")
    }),
    ("option_without_argument", |_| {
        let output = Viv::new(["-c"]).run();
        code(&output, 2)?;
        contains(&output.err(), "Argument expected for the -c option\n")
    }),
    ("help_of_subcommands", |_| {
        for stage in ["tokens", "ast", "symtable", "dis", "analyze", "compile"] {
            let output = Viv::new([stage, "--help"]).run();
            code(&output, 0)?;
            contains(&output.out(), "Usage: viv ")?;
        }
        Ok(())
    }),
    ("unknown_option_of_a_stage", |_| code(&Viv::new(["ast", "--nonsense", "x"]).run(), 2)),
    ("optimize_flags", |_| {
        let script = "import sys; assert False; print(sys.flags.optimize, __debug__)";
        equal(&Viv::new(["-O", "-c", script]).run(), "1 False\n", "", 0)?;
        equal(&Viv::new(["-OO", "-c", "def f(): 'doc'\nprint(f.__doc__)"]).run(), "None\n", "", 0)
    }),
    ("warning_flags", |_| {
        let output = Viv::new(["-W", "ignore", "-c", "x = 1\nx is 1\nprint('quiet')"]).run();
        equal(&output, "quiet\n", "", 0)
    }),
    ("closed_standard_output", |_| {
        let mut command = Command::new("/bin/sh");
        command.env_remove("PYTHONUNBUFFERED");
        command.arg("-c").arg(format!("'{}' -c 'print(1)' >&-", binary().display())).stdin(Stdio::null());
        let output = command.output().map_err(|e| e.to_string())?;
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.code() == Some(0) && errors.is_empty() { Ok(()) } else { Err(errors) }
    }),
    ("reader_goes_away", |_| {
        for arguments in ["-c 'for i in range(100000): print(i)'", "tokens tests/lab/05_sizes.py"] {
            let mut command = Command::new("/bin/sh");
            command.env_remove("PYTHONUNBUFFERED");
            command.arg("-c").arg(format!("'{}' {arguments} | true", binary().display())).current_dir(root());
            let output = command.stdin(Stdio::null()).output().map_err(|e| e.to_string())?;
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            if errors.contains("panicked") {
                return Err(errors);
            }
        }
        Ok(())
    }),
    ("full_device", |_| {
        let mut command = Command::new("/bin/sh");
        command.env_remove("PYTHONUNBUFFERED");
        command
            .arg("-c")
            .arg(format!("'{}' -c 'print(1)' > /dev/full", binary().display()))
            .stdin(Stdio::null());
        let output = command.output().map_err(|e| e.to_string())?;
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.code() == Some(120) {
            contains(&errors, "No space left on device")
        } else {
            Err(errors)
        }
    }),
    ("compile_out_dir_layout", |folder| {
        write(folder, "a.py", "x = 1\n")?;
        std::fs::create_dir_all(folder.join("sub")).map_err(|e| e.to_string())?;
        write(folder, "sub/b.py", "y = 2\n")?;
        write(folder, "sub/bad.py", "y = = 2\n")?;
        let output = Viv::new(["compile", "./a.py", "sub", "--out-dir", "out"]).dir(folder).run();
        code(&output, 1)?;
        contains(&output.err(), "sub/bad.py")?;
        for (file, there) in [("out/a.pyc", true), ("out/sub/b.pyc", true), ("out/sub/bad.pyc", false)] {
            if folder.join(file).exists() != there {
                return Err(format!("{file}: {there} expected"));
            }
        }
        Ok(())
    }),
    ("compile_beside_the_source", |folder| {
        write(folder, "a.py", "x = 1\n")?;
        code(&Viv::new(["compile", "a.py"]).dir(folder).run(), 0)?;
        code(&Viv::new(["compile", "-O", "a.py"]).dir(folder).run(), 0)?;
        for file in ["__pycache__/a.cpython-311.pyc", "__pycache__/a.cpython-311.opt-1.pyc"] {
            if !folder.join(file).exists() {
                return Err(format!("{file} is missing"));
            }
        }
        Ok(())
    }),
    ("python3_has_no_subcommands", |folder| {
        let link = folder.join("python3");
        #[cfg(unix)]
        std::os::unix::fs::symlink(binary(), &link).map_err(|e| e.to_string())?;
        let output =
            Command::new(&link).arg("ast").stdin(Stdio::null()).output().map_err(|e| e.to_string())?;
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        contains(&errors, "can't open file '")
    }),
    ("damaged_pyc", |folder| {
        write(folder, "a.py", "x = [1, 'two']\n")?;
        code(&Viv::new(["compile", "a.py", "--out-dir", "out"]).dir(folder).run(), 0)?;
        let whole = std::fs::read(folder.join("out/a.pyc")).map_err(|e| e.to_string())?;
        for cut in 0..whole.len() {
            std::fs::write(folder.join("cut.pyc"), &whole[..cut]).map_err(|e| e.to_string())?;
            if cut % 16 == 0 {
                let output = Viv::new(["dis", "cut.pyc"]).dir(folder).run();
                code(&output, 1)?;
                contains(&output.err(), "offset")?;
            }
        }
        Ok(())
    }),
];

fn main() {
    let expected = Expected::read(&root().join("tests/expected_failures.txt"));
    let trials = CHECKS
        .iter()
        .map(|(name, check)| {
            let (test, expected) = (format!("cli/{name}"), expected.clone());
            let named = test.clone();
            Trial::test(test, move || {
                let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
                expected.judge(&named, check(folder.path()))
            })
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit()
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    std::fs::write(folder.join(name), text).map_err(|e| format!("{name}: {e}"))
}

fn code(output: &Output, wanted: i32) -> Result<(), String> {
    if output.code == wanted {
        return Ok(());
    }
    Err(format!("exit code {} and not {wanted}\n{}{}", output.code, output.out(), output.err()))
}

fn contains(text: &str, part: &str) -> Result<(), String> {
    if text.contains(part) { Ok(()) } else { Err(format!("no {part:?} in {text:?}")) }
}

fn equal(output: &Output, out: &str, err: &str, wanted: i32) -> Result<(), String> {
    code(output, wanted)?;
    if output.out() != out {
        return Err(format!("printed {:?} and not {out:?}\n{}", output.out(), output.err()));
    }
    if output.err() == err { Ok(()) } else { Err(format!("complained {:?} and not {err:?}", output.err())) }
}
