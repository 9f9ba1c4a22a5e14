// Pulumi.Testing says so: a deployment's errors set the exit code of the process, and its configuration is the process's environment.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
