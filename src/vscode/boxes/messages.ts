import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';

type Chosen = Thenable<BoxText | undefined>;

/** Notifications with buttons; what they give is the button that was pressed. */
export const showInformation = (message: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showInformationMessage(message, ...buttons);

export const showWarning = (message: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showWarningMessage(message, ...buttons);

export const showError = (message: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showErrorMessage(message, ...buttons);

/** A dialog in front of everything; undefined where it is closed. */
export const confirm = (question: BoxText, detail: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showInformationMessage(question, { modal: true, detail }, ...buttons);

/** The same with a sign of danger. */
export const confirmRisk = (question: BoxText, detail: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showWarningMessage(question, { modal: true, detail }, ...buttons);
