//! Chooses the driver of the evaluation loop: tail calls become jumps in optimised builds only. `VIVARIUM_DRIVER=match`
//! asks for the other one there, to measure both.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=VIVARIUM_DRIVER");
    println!("cargo::rustc-check-cfg=cfg(tail_calls)");
    let optimised = matches!(std::env::var("OPT_LEVEL").as_deref(), Ok("2" | "3"));
    let refused = std::env::var("VIVARIUM_DRIVER").is_ok_and(|driver| driver == "match");
    if optimised && !refused {
        println!("cargo::rustc-cfg=tail_calls");
    }
}
