// SPDX-License-Identifier: MIT
// What serves a panel. Control threads.

internal import Control
internal import FlyingSocks

/// Connections, pages, and what they ask for, from the first to the end of the program.
final class PanelService: Sendable {
  /// Beside those of pages: a browser opens six at a time.
  static let connectionLimit = PageList.limit + 32
  private static let pingSeconds = 20

  let pool = EventPool.ePoll()
  let gate: RequestGate
  let assets: AssetFolder
  let banks: BankFolders
  let latency: LatencyTool
  let pages = PageList()
  let board = TopicBoard()
  private let connections = ConnectionList(limit: connectionLimit)
  private let poller: TopicPoller
  private let audition: Audition
  private let server: OSCSocket.Address

  /// Thread: setup.
  init(_ configuration: PanelConfiguration, port: Int, token: AccessToken?) throws(PanelError) {
    gate = RequestGate(address: configuration.address, port: port, token: token)
    assets = try AssetFolder(configuration.assets)
    let uploads = UploadFolder(configuration.uploads, fileLimit: configuration.uploadLimitBytes)
    banks = BankFolders(folders: configuration.bankFolders, uploads: uploads)
    latency = LatencyTool(program: configuration.program)
    do {
      let server = try OSCSocket.address(url: configuration.controlURL)
      self.server = server
      let pool = pool
      poller = TopicPoller(board, pages, try Questions { try ControlLink(to: server, pool) })
      audition = Audition { try ControlLink(to: server, pool) }
    } catch { throw .noControl(configuration.controlURL) }
  }

  /// Serves until the task is cancelled.
  func run(_ listener: Listener) async {
    do { try await pool.prepare() } catch { return }
    await withDiscardingTaskGroup { group in
      group.addTask { try? await self.pool.run() }
      group.addTask { await self.poller.run() }
      group.addTask { await self.audition.run() }
      group.addTask { await self.lookAround() }
      while let connection = try? await listener.accept(pool) {
        guard connections.add(connection) else {
          group.addTask { try? await connection.send(Response(Refusal(503, "There are enough pages open.")).bytes()) }
          continue
        }
        group.addTask {
          await self.serve(connection)
          self.connections.remove(connection)
        }
      }
      group.cancelAll()
    }
  }

  /// Ends what would go on for itself.
  func stop() {
    latency.stop()
    connections.endAll()
  }

  /// Ends connections that have nothing to say, and asks pages whether they are there.
  private func lookAround() async {
    var second = 0
    while (try? await Task.sleep(for: .seconds(1))) != nil {
      connections.endOverdue()
      second += 1
      if second % PanelService.pingSeconds == 0 { pages.ping() }
    }
  }

  private func serve(_ connection: Connection) async {
    var reader = RequestReader(connection)
    var response: Response
    var isHeadOnly = false
    do {
      connection.expect(withinSeconds: PanelRequest.headSeconds)
      guard let bytes = try await reader.head() else { return }
      let head = try RequestHead(bytes)
      // The answer has the time that its own parts have.
      connection.expectNothing()
      isHeadOnly = head.method == "HEAD"
      let request = PanelRequest(head: head, service: self, connection: connection)
      guard !request.isSocket else { return try await open(request, reader) }
      response = try await request.response(&reader)
    } catch let refusal as Refusal {
      response = Response(refusal)
    } catch { return }
    try? await connection.send(response.bytes(isHeadOnly: isHeadOnly))
    await connection.finish()
  }

  /// A page comes, and stays.
  private func open(_ request: PanelRequest, _ reader: RequestReader) async throws {
    let response = try request.handshake()
    let page = Page()
    guard pages.add(page) else {
      throw Refusal(503, "There are \(PageList.limit) pages open: close another one first.")
    }
    defer {
      pages.remove(page)
      pages.watching.set()
    }
    let connection = request.connection
    guard let link = try? ControlLink(to: server, pool) else { throw Refusal(503, "The system has no socket left.") }
    try await connection.send(response.bytes())
    let banks = banks
    await PageRun(
      page: page, pages: pages, board: board, link: link, connection: connection, audition: audition,
      isKnownBank: { banks.contains($0) }
    ).run(reader)
  }
}
