namespace Aspire.Hosting;

/// <summary>The application's model or its start is at fault; the message says how.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Something is at fault.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>Something is at fault.</summary>
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    /// <summary>Something is at fault, because of something else.</summary>
    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
