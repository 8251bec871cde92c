print("presets")
