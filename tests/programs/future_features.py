import __future__ as f
for name in f.all_feature_names:
    feature = getattr(f, name)
    print(name, feature, feature.getOptionalRelease() < (3, 8), feature.getMandatoryRelease())
print(f.__all__, sorted(name for name in dir(f) if name.startswith("CO_")))
