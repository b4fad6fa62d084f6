// Containers are mostly waited for, and so run beside the shared mesh. All else wants the machine for itself: ProcessesCollection.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 2)]
