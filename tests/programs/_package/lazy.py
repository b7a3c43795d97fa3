tag = "lazy loaded"
