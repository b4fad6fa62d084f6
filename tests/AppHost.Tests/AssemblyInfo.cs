// Each test runs a whole mesh of seven processes: one at a time is fair to the machine and to their deadlines.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
