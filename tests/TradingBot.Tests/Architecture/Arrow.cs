namespace TradingBot.Tests.Architecture;

/// <summary>A folder uses a type of another.</summary>
/// <param name="From">The folder that uses it, as <see cref="SourceModel.FolderOf"/> names it.</param>
/// <param name="To">The type's folder.</param>
/// <param name="Type">Its name.</param>
/// <param name="File">Where it is used, from the checkout's root.</param>
/// <param name="Line">In the file, from 1.</param>
internal readonly record struct Arrow(string From, string To, string Type, string File, int Line)
{
    public override string ToString() => $"{File}:{Line}: {From} may not use {To} ({Type})";
}
