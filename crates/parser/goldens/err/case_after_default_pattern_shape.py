match a:
    case 1 as _: pass
