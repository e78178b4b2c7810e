using System.Globalization;
using TradingBot.Input;

namespace TradingBot.Diagnosis;

/// <summary>Makes all checks, each within a time limit, none kept from the next by what is wrong with it.</summary>
/// <param name="limit">Of one check.</param>
/// <param name="time">The clock.</param>
internal sealed class Doctor(TimeSpan limit, TimeProvider time)
{
    /// <summary>Writes a line for each finding as it is made.</summary>
    /// <returns>The findings.</returns>
    /// <exception cref="OperationCanceledException">The user has had enough.</exception>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(
        IEnumerable<Check> checks, TextWriter output, CancellationToken stop)
    {
        var all = new List<Finding>();
        foreach (var check in checks)
        {
            foreach (var finding in await LookAsync(check, stop).ConfigureAwait(false))
            {
                all.Add(finding);
                await output.WriteLineAsync(finding.ToString().AsMemory(), stop).ConfigureAwait(false);
            }

            await output.FlushAsync(stop).ConfigureAwait(false);
        }

        return all;
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(Check check, CancellationToken stop)
    {
        using var limited = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, stop);
        try
        {
            // What does not heed its token is left behind: the program ends soon.
            return await check.Run(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            var seconds = limit.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            var figure = $"no answer within {seconds} seconds";
            return [Finding.Fail(check.Subject, figure, "try again, or check the network")];
        }
        catch (UserError wrong)
        {
            return [Finding.Fail(check.Subject, wrong.Message, "")];
        }
        // Whatever keeps a check from its end is what was to be found.
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            return [Finding.Fail(check.Subject, $"{failure.GetType().Name}: {failure.Message}", "")];
        }
    }
}
