"""A text field with light formatting: Markdown, buttons that write it, and how it will look."""

from django import forms


class EditorInput(forms.Textarea):
    """A text area below its tools, which show themselves where there is a script to run them."""

    template_name = "components/editor.html"
