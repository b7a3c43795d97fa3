//! Creation, sizes, hashing, interning and growth of strings, bytes and numbers. One test: the runtime has one thread.

use vivarium_runtime::object::Ref;
use vivarium_runtime::{bytes, float, int, str};

#[test]
fn strings_bytes_and_numbers() {
    let size = |text: &str| str::new(text).unwrap().size_in_memory();
    assert_eq!(size(""), 49);
    assert_eq!(size("abc"), 52);
    assert_eq!(size("é"), 74);
    assert_eq!(size("éa"), 75);
    assert_eq!(size("a€"), 72 + 6);
    assert_eq!(size("a😀"), 72 + 12);
    assert!(str::new("a").unwrap().is(&str::new("a").unwrap()));
    let mut left = str::new("abc").unwrap().upcast();
    left = str::concat(&str::new("x").unwrap(), left.cast().unwrap()).unwrap().upcast();
    str::append(&mut left, &str::new("€").unwrap()).unwrap();
    str::append(&mut left, &str::new("defghijklmnopqrstuvwxyz").unwrap()).unwrap();
    assert_eq!(str::to_wtf8(&left).unwrap(), "xabc€defghijklmnopqrstuvwxyz");
    assert_eq!(left.refcount(), 1);

    let first = str::intern("some name").unwrap();
    let second = str::intern("some name").unwrap();
    assert!(first.is(&second) && first.refcount() == 2);
    drop((first, second));
    assert!(!str::is_interned(&str::new("some name").unwrap()));
    let names: Vec<_> = (0..5000).map(|n| str::intern(&format!("name_{n}")).unwrap()).collect();
    for (n, name) in names.iter().enumerate() {
        assert!(str::intern(&format!("name_{n}")).unwrap().is(name));
    }

    for value in [0, 1, -1, 256, 257, -5, -6, 1 << 30, (1 << 30) - 1, -(1 << 60), i64::MIN, i64::MAX] {
        let object = int::from_i64(value).unwrap();
        assert_eq!(int::to_i64(&object), Some(value));
        assert_eq!(int::to_bigint(&object).unwrap(), value.into());
        assert_eq!(int::to_i64(&int::from_bigint(&value.into()).unwrap()), Some(value));
    }
    assert!(int::from_i64(256).unwrap().is(&int::from_i64(256).unwrap()));
    let big = num_bigint::BigInt::from(3).pow(1000);
    assert_eq!(int::to_bigint(&int::from_bigint(&big).unwrap()).unwrap(), big);
    assert_eq!(float::value(&float::from_f64(1.5).unwrap()), Some(1.5));
    assert_eq!(bytes::new(b"abc").unwrap().as_slice(), b"abc");
    let empty: Ref<_> = bytes::new(b"").unwrap();
    assert!(empty.is(&bytes::new(b"").unwrap()));
}
