using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Mesh.Registrar.Configuration;

/// <summary>
/// Reads arguments by the rules of Go's <c>flag</c> package (https://pkg.go.dev/flag#hdr-Command_line_flag_syntax): one dash or two, <c>-name=value</c> or
/// <c>-name value</c>, a switch with <c>=</c> only, options before the URI, <c>--</c> ends them.
/// </summary>
internal sealed partial class CommandLineReader(IEnumerable<string> arguments)
{
    private readonly Queue<string> _left = new(arguments);
    private readonly ImmutableDictionary<string, string?>.Builder _options = ImmutableDictionary.CreateBuilder<string, string?>();
    private readonly ImmutableArray<string>.Builder _settings = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _errors = ImmutableArray.CreateBuilder<string>();
    private string? _registry;
    private bool _areOptionsOver;
    private bool _isHelp;
    private bool _isVersion;

    /// <summary>Reads all of them.</summary>
    public CommandLine Read()
    {
        while (_left.TryDequeue(out var argument))
        {
            if (Form().Match(argument) is not { Success: true } form)
            {
                ReadRegistry(argument);
            }
            else if (argument == "--")
            {
                _areOptionsOver = true;
            }
            else
            {
                Read(argument, form.Groups["name"].Value, form.Groups["value"] is { Success: true } value ? value.Value : null);
            }
        }

        return new()
        {
            Options = _options.ToImmutable(),
            Settings = _settings.ToImmutable(),
            Errors = _errors.ToImmutable(),
            IsHelp = _isHelp,
            IsVersion = _isVersion,
        };
    }

    private void Read(string argument, string name, string? value)
    {
        if (name is "help" or "h" or "?")
        {
            _isHelp = true;
        }
        else if (name == "version")
        {
            _isVersion = true;
        }
        else if (DotNetSetting().IsMatch(name))
        {
            _settings.Add(argument);
            if (value is null && _left.TryDequeue(out var next))
            {
                _settings.Add(next);
            }
        }
        else if (Flag.All.FirstOrDefault(flag => flag.Name == name) is { } flag)
        {
            Read(flag, value);
        }
        else
        {
            _errors.Add($"-{name} is no option. Did you mean -{Nearest.To(name, Flag.All.Select(known => known.Name))}? --help explains all of them.");
        }
    }

    private void Read(Flag flag, string? value)
    {
        if (_areOptionsOver)
        {
            _errors.Add($"-{flag.Name} comes after the registry URI: options come before it.");
            return;
        }

        if (value is null && !flag.IsSwitch && !_left.TryDequeue(out value))
        {
            _errors.Add($"-{flag.Name} needs a value: {flag.Wanted} would work.");
            return;
        }

        var text = value ?? "true";
        if (!flag.TryRead(text, out var setting))
        {
            _errors.Add($"-{flag.Name} is '{text}': {flag.Wanted} would work.");
        }
        else if (setting is null)
        {
            _options.Remove(flag.Setting);
        }
        else
        {
            _options[flag.Setting] = setting;
        }
    }

    private void ReadRegistry(string argument)
    {
        _areOptionsOver = true;
        if (_registry is not null)
        {
            _errors.Add($"'{argument}' is one argument too many after the registry URI '{_registry}': options come before it.");
            return;
        }

        _registry = argument;
        _options[$"Registrar:{nameof(RegistrarSettings.Registry)}"] = argument;
    }

    [GeneratedRegex(@"\A--?(?<name>[^-=][^=]*)?(=(?<value>.*))?\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Form();

    // What holds a colon, is an environment variable's name, or one of ASP.NET Core's own keys.
    [GeneratedRegex(@"\A(.+:.+|[A-Z][A-Z0-9_]+|urls|http_ports|https_ports|environment|contentRoot|applicationName)\z")]
    private static partial Regex DotNetSetting();
}
