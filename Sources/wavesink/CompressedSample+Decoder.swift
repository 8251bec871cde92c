import Synthesis
enum CompressedSample { static let decoder: SampleDecoder? = nil }
