// SPDX-License-Identifier: MIT
// The banks that a page may choose from. Control threads.

/// Folders where banks are, and what pages have brought in.
struct BankFolders: Sendable {
  private static let kinds = [".dls", ".sf2", ".sf3"]
  /// What a bank that comes may end in: songs may carry one.
  static let uploadKinds = kinds + [".rmi", ".xmf", ".mxmf"]
  private static let fileLimit = 1000

  /// One of them.
  struct File: Encodable, Equatable {
    let path: String
    let name: String
    let bytes: Int
    /// Whether a page has brought it in, so that a page may delete it.
    let isUpload: Bool
  }

  let folders: [String]
  let uploads: UploadFolder

  /// What there is, by name.
  var files: [File] {
    var files: [File] = []
    var seen: Set<String> = []
    for folder in [uploads.path] + folders {
      for name in FolderListing.names(folder).sorted() where files.count < BankFolders.fileLimit {
        let path = "\(folder)/\(name)"
        guard isBank(path), seen.insert(path).inserted, let bytes = FolderListing.size(path) else { continue }
        files.append(File(path: path, name: name, bytes: bytes, isUpload: uploads.contains(path)))
      }
    }
    return files.sorted { ($0.name.lowercased(), $0.path) < ($1.name.lowercased(), $1.path) }
  }

  /// Whether a page may bring that in.
  func contains(_ path: String) -> Bool {
    guard let slash = path.lastIndex(of: "/") else { return false }
    return (uploads.contains(path) || folders.contains(String(path[..<slash]))) && isBank(path)
      && FolderListing.size(path) != nil
  }

  private func isBank(_ path: String) -> Bool {
    let kinds = uploads.contains(path) ? BankFolders.uploadKinds : BankFolders.kinds
    let name = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...].lowercased()
    return !name.hasPrefix(".") && !path.utf8.contains(0) && kinds.contains(where: name.hasSuffix)
  }
}
