// SPDX-License-Identifier: MIT
// Every note, and the histogram, for other programs. Any thread but audio.

import Histogram

/// Files of a measurement.
public enum RawData {
  /// A line for each note; empty where there is no value. Thread: any but audio.
  public static func csv(_ fates: [NoteFate]) -> String {
    let head = "note,sent_frame,offset,period,latency_frames,uncertainty_frames,doublings,direct_frames,sent_late\n"
    return head
      + fates.map { fate in
        let direct = fate.directFrame.map { "\($0 - fate.sentFrame)" } ?? ""
        let latency = fate.latencyFrames.map { "\($0)" } ?? ""
        return "\(fate.index),\(fate.sentFrame),\(fate.offset),\(fate.periodFrames),\(latency),"
          + "\(fate.uncertaintyFrames),\(fate.doublingCount),\(direct),\(fate.wasSentLate ? 1 : 0)\n"
      }.joined()
  }

  /// The percentile distribution of HdrHistogram, in frames. That has no negative values: where a note sounds before its event all
  /// are shifted, and the first line says by how much. Thread: any but audio.
  public static func histogram(_ fates: [NoteFate], surroundings: Surroundings) -> String {
    let latencies = fates.compactMap(\.latencyFrames)
    let shift = max(0, -(latencies.min() ?? 0))
    var histogram = Histogram<UInt64>(highestTrackableValue: 1 << 32, numberOfSignificantValueDigits: .four)
    for latency in latencies { histogram.record(UInt64(latency + shift)) }
    var text =
      "#[latency in frames, shifted by \(shift); wavesink \(surroundings.program), Linux \(surroundings.kernel), "
    text += "\(surroundings.server) \(surroundings.serverVersion)]\n"
    histogram.outputPercentileDistribution(to: &text, outputValueUnitScalingRatio: 1)
    return text
  }
}
