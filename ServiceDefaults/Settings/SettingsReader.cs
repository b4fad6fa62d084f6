using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Mesh.ServiceDefaults.Settings;

internal static class SettingsReader
{
    public static T Read<T>(IConfigurationSection section, List<string> errors)
        where T : class, new()
    {
        var settings = new T();
        Fill(settings, section, errors);
        return settings;
    }

    private static void Fill(object settings, IConfigurationSection section, List<string> errors)
    {
        var properties = settings.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToArray();
        foreach (var given in section.GetChildren())
        {
            var property = properties.FirstOrDefault(property => property.Name.Equals(given.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                errors.Add($"{given.Path} is not a setting: {section.Key} has {string.Join(", ", properties.Select(known => known.Name))}.");
            }
            else if (IsSection(property.PropertyType) && given.Value is null)
            {
                // A section that is null until something in it is given means something else than one with its defaults.
                var inner = property.GetValue(settings) ?? Activator.CreateInstance(property.PropertyType)!;
                Fill(inner, given, errors);
                property.SetValue(settings, inner);
            }
            else if (ItemOf(property.PropertyType) is { } item && given.Value is null)
            {
                property.SetValue(settings, ReadItems(item, given, errors));
            }
            else if (EntryOf(property.PropertyType) is { } entry && given.Value is null)
            {
                property.SetValue(settings, ReadEntries(entry, section, given, errors));
            }
            else
            {
                Set(settings, property, given, errors);
            }
        }
    }

    // The records of a list: sections named 0, 1, 2 and so on.
    private static Array ReadItems(Type item, IConfigurationSection list, List<string> errors)
    {
        var sections = list.GetChildren().ToArray();
        var items = Array.CreateInstance(item, sections.Length);
        for (var i = 0; i < sections.Length; i++)
        {
            items.SetValue(Activator.CreateInstance(item), i);
            Fill(items.GetValue(i)!, sections[i], errors);
        }

        return items;
    }

    private static Type? ItemOf(Type type) =>
        type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && IsSection(type.GenericTypeArguments[0])
            ? type.GenericTypeArguments[0]
            : null;

    // Sections by name. Each starts from what the section around them says under the same names, and its own errors alone are told here.
    private static IDictionary ReadEntries(Type entry, IConfigurationSection around, IConfigurationSection given, List<string> errors)
    {
        var entries = (IDictionary)Activator.CreateInstance(
            typeof(Dictionary<,>).MakeGenericType(typeof(string), entry), StringComparer.OrdinalIgnoreCase)!;
        foreach (var named in given.GetChildren())
        {
            var settings = Activator.CreateInstance(entry)!;
            Fill(settings, around, []);
            Fill(settings, named, errors);
            entries.Add(named.Key, settings);
        }

        return entries;
    }

    private static Type? EntryOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && type.GenericTypeArguments is [var key, var value]
        && key == typeof(string) && IsSection(value) ? value : null;

    // A record of settings of its own, made with its defaults by the record that holds it.
    private static bool IsSection(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsArray: false } && type != typeof(string) && type.Assembly != typeof(string).Assembly
        && !typeof(IEnumerable).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null;

    private static void Set(object settings, PropertyInfo property, IConfigurationSection given, List<string> errors)
    {
        try
        {
            if (given.Get(property.PropertyType) is { } value)
            {
                property.SetValue(settings, value);
            }
        }
        catch (InvalidOperationException unreadable)
        {
            errors.Add(given.Value is null ? unreadable.Message : $"{given.Path} is '{given.Value}': {Example(property.PropertyType)} would work.");
        }
    }

    private static string Example(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var duration when duration == typeof(TimeSpan) => "a duration such as 00:00:01",
        var truth when truth == typeof(bool) => "true or false",
        var choice when choice.IsEnum => string.Join(", ", Enum.GetNames(choice)),
        var whole when whole == typeof(int) || whole == typeof(long) => "a whole number",
        var number when number == typeof(double) => "a number such as 0.5",
        var address when address == typeof(Uri) => "an address such as http://127.0.0.1:8080",
        var other => $"a value of type {other.Name}",
    };
}
