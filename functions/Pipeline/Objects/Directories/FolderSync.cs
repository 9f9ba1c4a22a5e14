using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vignette.Pipeline.Objects.Directories;

/// <summary>
/// Makes names in folders durable. Calls that come while the disk is busy share the next flush: one folder is flushed
/// once for all of them.
/// </summary>
internal sealed class FolderSync
{
    private readonly Lock _gate = new();
    private Batch? _next;
    private bool _running;

    /// <summary>Returns once every name made in the folder before the call survives a loss of power.</summary>
    /// <exception cref="IOException">The disk did not do it.</exception>
    public Task FlushAsync(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            // NTFS writes its journal ahead of a rename; there is nothing to ask for.
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            _next ??= new Batch();
            _next.Folders.Add(folder);
            if (!_running)
            {
                _running = true;
                ThreadPool.UnsafeQueueUserWorkItem(static self => self.Run(), this, preferLocal: false);
            }

            return _next.Done.Task;
        }
    }

    private void Run()
    {
        while (Take() is { } batch)
        {
            try
            {
                foreach (var folder in batch.Folders)
                {
                    Flush(folder);
                }

                batch.Done.SetResult();
            }
            catch (Exception e)
            {
                batch.Done.SetException(e);
            }
        }
    }

    private Batch? Take()
    {
        lock (_gate)
        {
            var batch = _next;
            _next = null;
            _running = batch is not null;
            return batch;
        }
    }

    private static void Flush(string folder)
    {
        // .NET does not open folders.
        using var handle = new SafeFileHandle(Posix.Open(folder, Posix.ReadOnly), ownsHandle: true);
        var error = Marshal.GetLastPInvokeError();
        if (!handle.IsInvalid)
        {
            RandomAccess.FlushToDisk(handle);
        }
        else if (error != Posix.NoEntry)
        {
            throw new IOException("A folder of the bucket cannot be opened.", new Win32Exception(error));
        }
    }

    private sealed class Batch
    {
        public HashSet<string> Folders { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
