import Dispatch

/// Runs an actor on a thread of its own queue, so that blocking there never holds up the cooperative pool.
///
/// `DispatchSerialQueue` would do this, but does not exist on Linux.
final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        // Sound: the queue is serial, which is all that an actor asks for; the job is run exactly once; and the
        // closure holds `self`, so that the executor outlives the job.
        let job = UnownedJob(job)
        queue.async {
            job.runSynchronously(on: self.asUnownedSerialExecutor())
        }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
