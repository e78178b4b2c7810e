namespace TradingBot.Worlds.Machine;

/// <summary>
/// Runs a program full of tasks one step after the other. The pool has one thread; the driver is the last of its work
/// items: while others wait it goes to the end again, and when it is alone, all that could happen has happened and time
/// may pass.
/// </summary>
internal sealed class SingleThread
{
    private readonly TaskCompletionSource _done = new();
    private readonly Func<bool> _reversal;
    private readonly Func<bool> _pass;
    private readonly WaitCallback _drive;
    private int _thread;
    private Exception? _failure;

    /// <param name="turn">Called between any two rounds of steps; false ends the run.</param>
    /// <param name="pass">Called when nothing is left to do at this instant; false ends the run.</param>
    public SingleThread(Func<bool> turn, Func<bool> pass) => (_reversal, _pass, _drive) = (turn, pass, Drive);

    /// <summary>True where the pool has one thread, without which nothing here is deterministic.</summary>
    public static bool IsGiven
    {
        get
        {
            ThreadPool.GetMaxThreads(out var threads, out _);
            return threads == 1;
        }
    }

    /// <summary>Runs until one of the two says false; waits for it.</summary>
    public void Run()
    {
        ThreadPool.UnsafeQueueUserWorkItem(_drive, null);
        _done.Task.Wait();
        if (_failure is not null)
            throw new InvalidOperationException("the simulation itself failed", _failure);
    }

    private void Drive(object? state)
    {
        try
        {
            if (!IsSameThread() || !_reversal() || (ThreadPool.PendingWorkItemCount == 0 && !_pass()))
            {
                _done.SetResult();
                return;
            }
        }
        catch (Exception failure)
        {
            _failure = failure;
            _done.SetResult();
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(_drive, null);
    }

    private bool IsSameThread()
    {
        var here = Environment.CurrentManagedThreadId;
        if (_thread == 0)
            _thread = here;
        return _thread == here ? true : throw new InvalidOperationException("a second thread has run steps");
    }
}
