print("wavesink")
