using Aspire.Hosting.Docker.Resources;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;
using YamlDotNet.Serialization.NamingConventions;

namespace Aspire.Hosting.Docker;

/// <summary>Writes Compose files as Aspire does: two spaces, texts in double quotes, nothing that has no value.</summary>
internal static class ComposeYaml
{
    public static string Write(ComposeFile file, string lineEndings) => new SerializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections)
        .WithEventEmitter(next => new QuotedTexts(next))
        .WithIndentedSequences()
        .WithNewLine(lineEndings)
        .DisableAliases()
        .Build()
        .Serialize(file);

    /// <summary>Quotes every text that is a value; the names in a mapping stay plain.</summary>
    private sealed class QuotedTexts(IEventEmitter next) : ChainedEventEmitter(next)
    {
        private readonly Stack<Next> _open = new();

        private enum Next
        {
            Item,
            Name,
            Value,
        }

        public override void Emit(MappingStartEventInfo eventInfo, IEmitter emitter) => Open(Next.Name, () => base.Emit(eventInfo, emitter));

        public override void Emit(SequenceStartEventInfo eventInfo, IEmitter emitter) => Open(Next.Item, () => base.Emit(eventInfo, emitter));

        public override void Emit(MappingEndEventInfo eventInfo, IEmitter emitter) => Close(() => base.Emit(eventInfo, emitter));

        public override void Emit(SequenceEndEventInfo eventInfo, IEmitter emitter) => Close(() => base.Emit(eventInfo, emitter));

        public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
        {
            if (_open.Peek() != Next.Name && eventInfo.Source.Type == typeof(string))
            {
                eventInfo.Style = ScalarStyle.DoubleQuoted;
            }

            TakeTurns();
            base.Emit(eventInfo, emitter);
        }

        private void Open(Next first, Action emit)
        {
            TakeTurns();
            _open.Push(first);
            emit();
        }

        private void Close(Action emit)
        {
            _open.Pop();
            emit();
        }

        // In a mapping names and values take turns.
        private void TakeTurns()
        {
            if (_open.TryPeek(out var next) && next != Next.Item)
            {
                _open.Pop();
                _open.Push(next == Next.Name ? Next.Value : Next.Name);
            }
        }
    }
}
