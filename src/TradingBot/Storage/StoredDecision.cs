namespace TradingBot.Storage;

/// <summary>A decision as it is stored.</summary>
/// <param name="Sequence">Of the event it was made on.</param>
/// <param name="Text">See <see cref="Core.Engine.DecisionText"/>.</param>
internal readonly record struct StoredDecision(long Sequence, string Text);
