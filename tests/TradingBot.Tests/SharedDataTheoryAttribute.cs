namespace TradingBot.Tests;

/// <summary>Cases on a file of <see cref="SharedData"/>; skipped where the file is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute(string file)
    {
        File = file;
        if (SharedData.TryPathOf(file) is null)
            Skip = $"../shared/market-data/{file} is not beside the checkout";
    }

    public string File { get; }
}
